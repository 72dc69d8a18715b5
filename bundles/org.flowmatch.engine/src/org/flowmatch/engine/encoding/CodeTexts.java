// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.TableRole;

/**
 * Codes as they come out: what was made of their places as one text, beside places that are given.
 *
 * @param code the column
 * @param places its places as they were fitted
 */
record CodeTexts(CodeColumn code, List<FittedColumn> places) {

    static CodeTexts of(TableEncoding encoding, CodeColumn code) {
        return new CodeTexts(
                code,
                encoding.fitted().stream()
                        .filter(column -> code.places().contains(column.info()))
                        .toList());
    }

    /**
     * @param cells of the places [m][n], the places of their texts
     * @return the codes
     */
    TextCells joined(double[][] cells) {
        String[] joined = new String[cells[0].length];
        String[] symbols = new String[cells.length];
        for (int row = 0; row < joined.length; row++) {
            for (int k = 0; k < symbols.length; k++) {
                double cell = cells[k][row];
                symbols[k] = Double.isNaN(cell) ? null : places.get(k).texts().get((int) cell);
            }
            joined[row] = CodeColumn.joined(symbols);
        }
        return TextCells.of(joined);
    }

    /**
     * A code with the places that are given. A place that has to have a symbol, the first one and those before a given one, and was
     * made to have none, gets its most frequent one.
     *
     * @param made the whole code, null for a missing one
     * @param given a code with marks for symbols that are not known
     */
    String completed(String made, String given, String mark) {
        String[] at = code.at(given, Optional.of(mark));
        List<String> symbols = made == null ? List.of() : CodeColumn.symbols(made);
        int last = IntStream.range(0, at.length)
                .filter(k -> at[k] != null && !at[k].equals(CodeColumn.END))
                .max()
                .orElse(0);
        for (int k = 0; k < at.length; k++) {
            if (at[k] == null) {
                at[k] = k < symbols.size() ? symbols.get(k) : k <= last ? frequent(k) : CodeColumn.END;
            }
        }
        return CodeColumn.joined(at);
    }

    private String frequent(int place) {
        FittedColumn column = places.get(place);
        if (!(column.encoding() instanceof LevelColumn levels)) {
            return column.texts().get(0);
        }
        int best = -1;
        for (int level = 0; level < levels.values().length; level++) {
            boolean symbol = !column.texts().get((int) levels.values()[level]).equals(CodeColumn.END);
            best = symbol && (best < 0 || levels.counts()[level] > levels.counts()[best]) ? level : best;
        }
        return column.texts().get((int) levels.values()[best]);
    }

    /**
     * @param given a code, with marks where a symbol is not known
     * @param where the cell, as a sentence begins: "Column "c" of the table has "A?1" in row 3"
     * @throws FlowException for a code that is empty or too long, or has a symbol that the model has not learnt for its place
     */
    void requireLearnt(String given, Optional<String> mark, String where) {
        List<String> symbols = CodeColumn.symbols(given);
        int most = places.size();
        if (symbols.isEmpty() || symbols.size() > most) {
            throw new FlowException(
                    where + ", which has " + (symbols.isEmpty() ? "no symbol." : symbols.size() + " symbols."),
                    "Give a code of 1 to " + most + " symbols" + marked(mark) + ", or leave the cell open.");
        }
        String[] at = code.at(given, mark);
        for (int k = 0; k < most; k++) {
            String symbol = at[k];
            List<String> learnt = places.get(k).texts();
            if (symbol == null || learnt.contains(symbol)) {
                continue;
            }
            String there = k + 1 + (k == 0 ? "st" : k == 1 ? "nd" : k == 2 ? "rd" : "th") + " place";
            throw new FlowException(
                    where + ", whose " + there + " has "
                            + (symbol.equals(CodeColumn.END) ? "no symbol" : Quoted.of(symbol))
                            + ", which the model has not learnt there.",
                    "Give one of those that it has there: " + shown(learnt)
                            + mark.map(text -> "; or " + Quoted.of(text) + " where it is to be made")
                                    .orElse("")
                            + ".");
        }
    }

    private static String marked(Optional<String> mark) {
        return mark.map(text -> ", with " + Quoted.of(text) + " for those that are to be made")
                .orElse("");
    }

    private static String shown(List<String> learnt) {
        List<String> symbols = new ArrayList<>(learnt);
        boolean end = symbols.remove(CodeColumn.END);
        String all = symbols.stream().map(Quoted::cut).collect(Collectors.joining(" "));
        return end ? all + ", or the end of the code" : all;
    }

    /** @throws FlowException when the mark is a symbol of the codes */
    void requireMark(String mark, boolean occurs) {
        boolean learnt = places.stream().anyMatch(place -> place.texts().contains(mark));
        if (learnt && occurs) {
            throw new FlowException(
                    "Column " + Quoted.of(code.name()) + " of the " + TableRole.GIVEN.label() + " has "
                            + Quoted.of(mark)
                            + ", which marks symbols that are to be made, but is a symbol of the codes themselves.",
                    "Choose another mark.");
        }
    }
}
