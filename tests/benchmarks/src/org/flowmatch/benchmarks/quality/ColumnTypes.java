// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.metric.MixedSample;

/**
 * What real tables say about their columns, by which all tables are turned into numbers and back: a column is numeric when all
 * its cells that are there are numbers, otherwise its texts are labels, numbered in the order of the alphabet.
 */
final class ColumnTypes {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final List<MixedSample.Column> columns = new ArrayList<>();
    /** Of each column the texts of its levels; none of a numeric one. */
    private final List<List<String>> levels = new ArrayList<>();

    private final List<Map<String, Integer>> numbers = new ArrayList<>();

    /** @param real tables with the same columns, whose cells decide on the types */
    ColumnTypes(List<TextTable> real) {
        this(real, List.of());
    }

    /** @param further tables whose texts get numbers as well, with the columns of the real ones */
    ColumnTypes(List<TextTable> real, List<TextTable> further) {
        for (String name : real.get(0).names()) {
            boolean nominal = !texts(real, name).allMatch(ColumnTypes::isNumber);
            columns.add(new MixedSample.Column(name, nominal));
            List<String> texts = nominal
                    ? List.copyOf(new TreeSet<>(Stream.concat(texts(real, name), texts(further, name))
                            .toList()))
                    : List.of();
            levels.add(texts);
            Map<String, Integer> places = new HashMap<>();
            for (String text : texts) {
                places.put(text, places.size());
            }
            numbers.add(places);
        }
    }

    private static Stream<String> texts(List<TextTable> tables, String name) {
        return tables.stream()
                .flatMap(table -> Arrays.stream(table.column(name)))
                .filter(Objects::nonNull);
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    List<MixedSample.Column> columns() {
        return List.copyOf(columns);
    }

    /** The number of levels of a column of labels. */
    int levels(int column) {
        return levels.get(column).size();
    }

    /** @throws FlowException when a column is missing, or a numeric one has a text */
    MixedSample sample(TextTable table) {
        double[][] values = new double[columns.size()][table.rows()];
        for (int c = 0; c < values.length; c++) {
            String name = columns.get(c).name();
            String[] cells = table.column(name);
            for (int row = 0; row < cells.length; row++) {
                values[c][row] = cells[row] == null ? Double.NaN : value(c, cells[row], row);
            }
        }
        return new MixedSample(columns, values);
    }

    private double value(int column, String text, int row) {
        if (columns.get(column).nominal()) {
            return numbers.get(column).get(text);
        }
        if (!isNumber(text)) {
            throw new FlowException(
                    "Column \"" + columns.get(column).name() + "\" has \"" + text + "\" in row " + (row + 1)
                            + ", but only numbers in the real rows.",
                    "Give rows with numbers in that column.");
        }
        return Double.parseDouble(text);
    }

    /** The other way; whole numbers are written without a point. */
    TextTable texts(MixedSample sample) {
        String[][] cells = new String[columns.size()][sample.rows()];
        for (int c = 0; c < cells.length; c++) {
            for (int row = 0; row < cells[c].length; row++) {
                double value = sample.values()[c][row];
                cells[c][row] = Double.isNaN(value) ? null : text(c, value);
            }
        }
        return new TextTable(columns.stream().map(MixedSample.Column::name).toList(), cells);
    }

    private String text(int column, double value) {
        if (columns.get(column).nominal()) {
            return levels.get(column).get((int) value);
        }
        return value == Math.rint(value) && Math.abs(value) < 0x1p53
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
