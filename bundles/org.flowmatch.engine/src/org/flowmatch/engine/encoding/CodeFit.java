// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;

/** Makes columns of codes of a target table: the longest of them says how many places they have. */
final class CodeFit {
    private CodeFit() {}

    /**
     * @param name makes names that no other column has
     * @throws FlowException for a column that is not there or holds no texts, for an empty or too long text (row named), too many
     *     symbols, and for missing cells where gaps are not modelled or there is nothing else
     */
    static List<CodeColumn> all(Table target, Modelling modelling, UnaryOperator<String> name) {
        return modelling.codes().stream().map(code -> of(target, code, name)).toList();
    }

    private static CodeColumn of(Table target, String code, UnaryOperator<String> name) {
        int column = target.indexOf(code);
        if (column < 0) {
            throw new FlowException(
                    "A sequence is to be the text column " + Quoted.of(code) + ", which the flow has not.",
                    "Choose this column for the flow, too, or do not name it as codes.");
        }
        ColumnInfo info = target.columns().get(column);
        if (info.kind() != ColumnKind.TEXT) {
            throw new FlowException(
                    "A sequence is to be the column " + Quoted.of(code) + " alone, which holds no texts.",
                    "Name a column of texts, whose symbols are the positions, or two or more columns of labels.");
        }
        boolean missing = false;
        int longest = 0;
        Set<String> symbols = new HashSet<>();
        Dictionary texts = target.dictionary(column);
        boolean[] seen = new boolean[texts.size()];
        double[] cells = target.column(column);
        for (int row = 0; row < cells.length; row++) {
            if (Double.isNaN(cells[row])) {
                missing = true;
                continue;
            }
            requireKept(info, (int) cells[row], texts);
            if (!seen[(int) cells[row]]) {
                seen[(int) cells[row]] = true;
                String text = texts.text((int) cells[row]);
                requireLength(info, text, row);
                List<String> of = CodeColumn.symbols(text);
                longest = Math.max(longest, of.size());
                symbols.addAll(of);
            }
        }
        if (longest == 0) {
            throw ColumnFit.empty(info);
        }
        requireAlphabet(info, symbols.size());
        List<ColumnInfo> places = new ArrayList<>();
        for (int k = 1; k <= longest; k++) {
            places.add(new ColumnInfo(name.apply(code + ": " + k), ColumnKind.TEXT));
        }
        return new CodeColumn(info, places, missing);
    }

    private static void requireKept(ColumnInfo info, int code, Dictionary texts) {
        if (code >= texts.size()) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "Column %s of the target table has more different codes than can be read: %,d are kept.",
                            Quoted.of(info.name()),
                            texts.size()),
                    "Take a sample of the rows, or leave the column out.");
        }
    }

    private static void requireLength(ColumnInfo info, String text, int row) {
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > Modelling.POSITIONS.most()) {
            throw new FlowException(
                    "Column " + Quoted.of(info.name()) + " of the " + TableRole.TARGET.label()
                            + " is to be codes, but has "
                            + (length == 0
                                    ? "an empty text"
                                    : "the text " + Quoted.of(text) + " of " + length + " symbols")
                            + " in row " + (row + 1) + ".",
                    length == 0
                            ? "Make it a missing cell, or remove such rows: codes have 1 to " + most() + " symbols."
                            : "Shorten or remove such texts, or do not name the column as codes: they have 1 to "
                                    + most() + " symbols.");
        }
    }

    private static String most() {
        return String.format(Locale.ROOT, "%.0f", Modelling.POSITIONS.most());
    }

    private static void requireAlphabet(ColumnInfo info, int symbols) {
        if (symbols > Sequence.ALPHABET) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "Column %s of the target table is to be codes, but has %,d different symbols.",
                            Quoted.of(info.name()),
                            symbols),
                    "Codes have at most " + Sequence.ALPHABET + " different ones: do not name the column as codes.");
        }
    }
}
