// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;

/** Puts values into the missing cells of a table; no other cell changes, whatever the model makes of it. */
final class Filling {
    private Filling() {}

    /**
     * @param table with missing cells, NaN
     * @param rows the numbers of rows that have some
     * @param values of the columns of a model, [rows], found by name
     * @return the table's columns, in its kinds; a column that the model lacks is as it was
     */
    static Table fill(Table table, int[] rows, Table values) {
        double[][] cells = new double[table.columns().size()][];
        List<List<String>> texts = new ArrayList<>();
        for (int c = 0; c < cells.length; c++) {
            ColumnInfo column = table.columns().get(c);
            cells[c] = table.column(c);
            int from = values.indexOf(column.name());
            Dictionary dictionary = new Dictionary();
            if (!column.kind().numeric()) {
                // those of the model first: there is room for them, whatever other texts the table has
                if (from >= 0) {
                    values.dictionary(from).texts().forEach(dictionary::code);
                }
                recode(cells[c], table.dictionary(c), dictionary);
            }
            texts.add(dictionary.texts());
            if (from >= 0) {
                fill(cells[c], rows, values.column(from), column.kind().whole());
            }
        }
        return new Table(table.columns(), cells, texts, table.rows());
    }

    private static void fill(double[] cells, int[] rows, double[] values, boolean whole) {
        for (int i = 0; i < rows.length; i++) {
            if (Double.isNaN(cells[rows[i]])) {
                cells[rows[i]] = whole ? Math.rint(values[i]) : values[i];
            }
        }
    }

    private static void recode(double[] cells, Dictionary own, Dictionary all) {
        Map<Integer, Integer> codes = new HashMap<>();
        for (int code = 0; code < own.size(); code++) {
            codes.put(code, all.code(own.text(code)));
        }
        for (int row = 0; row < cells.length; row++) {
            if (!Double.isNaN(cells[row])) {
                cells[row] = codes.getOrDefault((int) cells[row], Dictionary.MORE);
            }
        }
    }
}
