// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.condition.ConditionColumn;
import org.flowmatch.engine.condition.ConditionTable;
import org.knime.core.data.v2.RowRead;

/**
 * Collects the cells of condition columns row by row: numbers with NaN, texts with null for a missing cell. Equal texts of a
 * column with few of them are kept once.
 */
final class ConditionCells {
    private static final int MOST_SHARED = 4096;

    private final List<ConditionInfo> columns;
    private final List<List<String>> texts = new ArrayList<>();
    private final List<Map<String, String>> shared = new ArrayList<>();
    private final List<double[]> numbers = new ArrayList<>();
    private final String[] text;
    private final double[] number;
    private final boolean[] tooLarge;
    private int rows;

    ConditionCells(List<ConditionInfo> columns) {
        this.columns = columns;
        for (int c = 0; c < columns.size(); c++) {
            texts.add(new ArrayList<>());
            shared.add(new HashMap<>());
            numbers.add(new double[columns.get(c).number().isPresent() ? 64 : 0]);
        }
        text = new String[columns.size()];
        number = new double[columns.size()];
        tooLarge = new boolean[columns.size()];
    }

    /**
     * Looks at the cells of a row.
     *
     * @param cells their places in the row, column by column
     * @return the first column whose cell cannot be used
     */
    Optional<ConditionInfo> read(RowRead row, int[] cells) {
        Optional<ConditionInfo> bad = Optional.empty();
        for (int c = 0; c < cells.length; c++) {
            ConditionInfo column = columns.get(c);
            boolean usable;
            if (column.number().isPresent()) {
                number[c] = TableReader.number(row, cells[c], true);
                usable = column.number().get().allows(number[c]);
                tooLarge[c] = !usable && Double.isFinite(number[c]);
                number[c] = usable ? number[c] : Double.NaN;
            } else {
                usable = !row.isMissing(cells[c]);
                text[c] = usable ? row.getAsDataCell(cells[c]).toString() : null;
            }
            if (!usable && bad.isEmpty()) {
                bad = Optional.of(column);
            }
        }
        return bad;
    }

    /** Whether the cell of this column in the row that was read last is a number, but beyond those of its kind. */
    boolean tooLarge(ConditionInfo column) {
        return tooLarge[columns.indexOf(column)];
    }

    /** Takes over the row that was read last. */
    void keep() {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).number().isEmpty()) {
                texts.get(c).add(text[c] == null ? null : share(shared.get(c), text[c]));
                continue;
            }
            if (rows == numbers.get(c).length) {
                numbers.set(c, Arrays.copyOf(numbers.get(c), 2 * rows));
            }
            numbers.get(c)[rows] = number[c];
        }
        rows++;
    }

    private static String share(Map<String, String> known, String text) {
        String first = known.get(text);
        if (first == null && known.size() < MOST_SHARED) {
            known.put(text, text);
        }
        return first == null ? text : first;
    }

    Optional<ConditionTable> table() {
        List<ConditionColumn> read = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            String name = columns.get(c).name();
            read.add(
                    columns.get(c).number().isPresent()
                            ? new ConditionColumn.Numbers(name, Arrays.copyOf(numbers.get(c), rows))
                            : new ConditionColumn.Texts(name, texts.get(c)));
        }
        return read.isEmpty() ? Optional.empty() : Optional.of(new ConditionTable(read));
    }
}
