// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.conditional;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;

/** The census table: its six numeric columns, and income and sex as conditions. */
public record AdultTable(Table numbers, Table conditions) {
    private static final List<String> NUMBERS =
            List.of("age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week");
    private static final List<String> CONDITIONS = List.of("income", "sex");

    /** @throws FlowException when a column is missing */
    public static AdultTable read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> header = Arrays.asList(lines.get(0).split(","));
        List<String[]> rows = lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(","))
                .toList();
        double[][] values = new double[NUMBERS.size()][rows.size()];
        List<ColumnInfo> columns = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            int place = place(header, NUMBERS.get(c), csv);
            columns.add(new ColumnInfo(NUMBERS.get(c), ColumnKind.INT));
            for (int row = 0; row < rows.size(); row++) {
                values[c][row] = Double.parseDouble(rows.get(row)[place].strip());
            }
        }
        List<Table> conditions = new ArrayList<>();
        for (String name : CONDITIONS) {
            int place = place(header, name, csv);
            conditions.add(Table.texts(
                    name, rows.stream().map(row -> row[place].strip()).toList()));
        }
        return new AdultTable(
                new Table(columns, values, rows.size()),
                conditions.stream().reduce(Table::beside).orElseThrow());
    }

    private static int place(List<String> header, String name, Path csv) {
        int place = header.indexOf(name);
        if (place < 0) {
            throw new FlowException(csv + " has no column \"" + name + "\".", "Give the census table.");
        }
        return place;
    }

    AdultTable select(int[] rows) {
        return new AdultTable(numbers.select(rows), conditions.select(rows));
    }

    /** The rows of each combination of conditions that occurs. */
    Map<String, int[]> cells() {
        Map<String, List<Integer>> cells = new LinkedHashMap<>();
        for (int row = 0; row < numbers.rows(); row++) {
            StringBuilder name = new StringBuilder();
            for (int c = 0; c < CONDITIONS.size(); c++) {
                name.append(conditions.dictionary(c).text((int) conditions.get(row, c)))
                        .append(' ');
            }
            cells.computeIfAbsent(name.toString().strip(), key -> new ArrayList<>())
                    .add(row);
        }
        Map<String, int[]> result = new LinkedHashMap<>();
        cells.forEach((name, rows) ->
                result.put(name, rows.stream().mapToInt(Integer::intValue).toArray()));
        return result;
    }
}
