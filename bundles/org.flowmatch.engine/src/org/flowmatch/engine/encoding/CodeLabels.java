// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The symbols of codes among the parts of a row.
 *
 * @param labels of each column of codes, by name, the numbers of its symbols among the labels of a row
 * @param columns and among the encoded columns
 */
public record CodeLabels(Map<String, List<Integer>> labels, Map<String, List<Integer>> columns) {

    public static CodeLabels of(TableEncoding encoding) {
        Map<String, List<Integer>> labels = new LinkedHashMap<>();
        Map<String, List<Integer>> columns = new LinkedHashMap<>();
        for (CodeColumn code : encoding.reshaping().codes()) {
            labels.put(code.name(), new ArrayList<>());
            columns.put(code.name(), new ArrayList<>());
            int label = 0;
            for (FittedColumn column : encoding.encoded()) {
                if (code.places().contains(column.info())) {
                    labels.get(code.name()).add(label);
                    columns.get(code.name()).add(encoding.encoded().indexOf(column));
                }
                label += column.levels().isEmpty() ? 0 : 1;
            }
        }
        return new CodeLabels(labels, columns);
    }

    /**
     * What is told of each encoded column, as what is told of the columns of the table.
     *
     * @param ofColumns [encoded columns][n]
     * @return the same, but the first symbol of codes has the sum of all their symbols, and the others have 0
     */
    public double[][] summed(double[][] ofColumns) {
        double[][] summed = ofColumns.clone();
        for (List<Integer> places : columns.values()) {
            for (int place : places.isEmpty() ? places : places.subList(1, places.size())) {
                double[] first = summed[places.get(0)];
                double[] other = ofColumns[place];
                summed[places.get(0)] = IntStream.range(0, first.length)
                        .mapToDouble(row -> first[row] + other[row])
                        .toArray();
                summed[place] = new double[first.length];
            }
        }
        return summed;
    }
}
