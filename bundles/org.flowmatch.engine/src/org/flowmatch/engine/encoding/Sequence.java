// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.Range;

/**
 * Labels of a row that stand in a sequence. Each of them keeps its own levels; what they stand for are the symbols, which the
 * positions have in common.
 *
 * @param symbols what levels stand for, in the order of levels: a missing cell, rare values, numbers ascending, texts
 * @param positions in the order of the sequence
 */
public record Sequence(List<Object> symbols, List<Position> positions) {
    /** How many different symbols codes may have. */
    public static final int ALPHABET = 256;

    /** How many symbols a sequence of columns may have, a missing cell among them; the end of codes is one more. */
    public static final Range SYMBOLS = Range.between(1, ALPHABET + 1);

    private static final Comparator<Object> ORDER =
            Comparator.comparing(Sequence::kind).thenComparing(Sequence::number).thenComparing(Object::toString);

    /**
     * @param column its name
     * @param firstLevel the first of its levels among those of all labels
     * @param symbols the place of the symbol of each level
     */
    public record Position(String column, int firstLevel, List<Integer> symbols) {
        public Position {
            symbols = List.copyOf(symbols);
        }
    }

    public Sequence {
        symbols = List.copyOf(symbols);
        positions = List.copyOf(positions);
    }

    /** Those that have a position among the encoded columns. */
    static List<Sequence> all(List<List<String>> sequences, List<FittedColumn> encoded) {
        return sequences.stream()
                .map(columns -> of(columns, encoded))
                .filter(sequence -> !sequence.positions().isEmpty())
                .toList();
    }

    /**
     * @param columns the names of the positions
     * @param encoded the columns of the rows; a name that is not among them is no position
     */
    static Sequence of(List<String> columns, List<FittedColumn> encoded) {
        List<Object> symbols = encoded.stream()
                .filter(column -> columns.contains(column.info().name()))
                .flatMap(column -> column.levels().stream())
                .distinct()
                .sorted(ORDER)
                .toList();
        List<Position> positions = new ArrayList<>();
        for (String name : columns) {
            int first = 0;
            for (FittedColumn column : encoded) {
                List<Object> levels = column.levels();
                if (column.info().name().equals(name)) {
                    positions.add(new Position(
                            name, first, levels.stream().map(symbols::indexOf).toList()));
                }
                first += levels.size();
            }
        }
        return new Sequence(symbols, positions);
    }

    private static int kind(Object symbol) {
        return symbol instanceof Optional ? 0 : symbol instanceof List ? 1 : symbol instanceof Double ? 2 : 3;
    }

    private static double number(Object symbol) {
        return symbol instanceof Double number ? number : 0;
    }

    /** @throws org.flowmatch.engine.FlowException when there are too many symbols */
    void requireSize() {
        SYMBOLS.check(
                "The number of different values in the sequence "
                        + Quoted.all(positions.stream().map(Position::column).toList()),
                symbols.size(),
                "Leave columns with many values out of the sequence: they are labels of their own then.");
    }
}
