// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;

/**
 * Tables as samples that can be compared: the columns of the first one, found by name in the others, and the same number for
 * the same text, in the order of the alphabet, whatever its code in each table. Texts that a table did not keep are one level.
 */
public final class MixedSamples {
    private MixedSamples() {}

    /**
     * @param tables at least one
     * @return a sample for each table
     * @throws FlowException when a column of the first table is missing in another one, or is of texts in one of them and of
     *     numbers in the other
     */
    public static List<MixedSample> of(List<Table> tables) {
        List<ColumnInfo> wanted = tables.get(0).columns();
        double[][][] values = new double[tables.size()][wanted.size()][];
        List<MixedSample.Column> columns = new ArrayList<>();
        for (int c = 0; c < wanted.size(); c++) {
            boolean nominal = nominal(wanted.get(c).kind());
            columns.add(new MixedSample.Column(wanted.get(c).name(), nominal));
            int[] places = new int[tables.size()];
            for (int t = 0; t < places.length; t++) {
                places[t] = place(tables.get(t), wanted.get(c));
                values[t][c] = tables.get(t).column(places[t]);
            }
            if (!wanted.get(c).kind().numeric()) {
                number(tables, places, values, c);
            }
        }
        List<MixedSample> samples = new ArrayList<>();
        for (double[][] cells : values) {
            samples.add(new MixedSample(columns, cells));
        }
        return samples;
    }

    private static boolean nominal(ColumnKind kind) {
        return kind == ColumnKind.TEXT || kind == ColumnKind.BOOLEAN;
    }

    private static int place(Table table, ColumnInfo wanted) {
        int place = table.indexOf(wanted.name());
        if (place < 0) {
            throw new FlowException(
                    "The tables cannot be compared: one of them has no column " + Quoted.of(wanted.name()) + ".",
                    "Give tables with the same columns.");
        }
        ColumnKind found = table.columns().get(place).kind();
        if (found.numeric() != wanted.kind().numeric() || nominal(found) != nominal(wanted.kind())) {
            throw new FlowException(
                    "The tables cannot be compared: column " + Quoted.of(wanted.name())
                            + (found.numeric() == wanted.kind().numeric()
                                    ? " is of booleans in one of them and of numbers in another."
                                    : " is of texts in one of them and of numbers in another."),
                    "Give the column one type.");
        }
        return place;
    }

    /**
     * The texts of a text column that tables keep, in the order of their numbers.
     *
     * @param tables that have the column
     */
    public static List<String> levels(List<Table> tables, String column) {
        TreeSet<String> texts = new TreeSet<>();
        for (Table table : tables) {
            texts.addAll(table.dictionary(table.indexOf(column)).texts());
        }
        return List.copyOf(texts);
    }

    /** Puts the common numbers of the texts of a column in place of their codes. */
    private static void number(List<Table> tables, int[] places, double[][][] values, int column) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String text : levels(tables, tables.get(0).names().get(column))) {
            numbers.put(text, numbers.size());
        }
        for (int t = 0; t < places.length; t++) {
            double[] cells = values[t][column];
            Dictionary dictionary = tables.get(t).dictionary(places[t]);
            for (int row = 0; row < cells.length; row++) {
                if (!Double.isNaN(cells[row])) {
                    cells[row] = cells[row] == Dictionary.MORE
                            ? numbers.size()
                            : numbers.get(dictionary.text((int) cells[row]));
                }
            }
        }
    }
}
