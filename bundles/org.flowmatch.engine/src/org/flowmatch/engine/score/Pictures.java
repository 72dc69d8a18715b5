// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.metric.MixedSample;

/**
 * The tables as shares of bins, which is all that a view needs of rows: table 0 is the training table, the synthetic ones follow in
 * order. Pictures of pairs are counted when they are asked for, from the bins of each row.
 */
public final class Pictures {
    private final List<ColumnBins> bins = new ArrayList<>();
    /** [tables][columns][rows] */
    private final byte[][][] codes;

    private final Projection projection;

    private Pictures(int tables, int columns, Projection projection) {
        codes = new byte[tables][columns][];
        this.projection = projection;
    }

    static Pictures of(ComparedTables compared, Projection projection) {
        List<MixedSample> tables = new ArrayList<>(List.of(compared.training()));
        tables.addAll(compared.synthetic());
        Pictures pictures = new Pictures(tables.size(), compared.columns().size(), projection);
        for (int c = 0; c < compared.columns().size(); c++) {
            int column = c;
            double[] real = compared.training().values()[c];
            double[] all = tables.stream()
                    .flatMapToDouble(table -> DoubleStream.of(table.values()[column]))
                    .toArray();
            ColumnKind kind = compared.columns().get(c).kind();
            ColumnBins.Fitted fitted = kind == ColumnKind.TEXT || kind == ColumnKind.BOOLEAN
                    ? ColumnBins.ofLabels(compared.levels().get(c), real, all)
                    : ColumnBins.ofNumbers(real, all);
            pictures.bins.add(fitted.bins());
            for (int t = 0; t < tables.size(); t++) {
                pictures.codes[t][c] = fitted.codes(tables.get(t).values()[c]);
            }
        }
        return pictures;
    }

    /** The number of tables, the training table included. */
    public int tables() {
        return codes.length;
    }

    /** The bins of a column. */
    public ColumnBins bins(int column) {
        return bins.get(column);
    }

    /** Shares of a table's rows in the bins of a column, and last the share of missing cells. */
    public double[] column(int table, int column) {
        double[] shares = new double[bins.get(column).count() + 1];
        byte[] rows = codes[table][column];
        for (byte code : rows) {
            shares[code] += 1.0 / rows.length;
        }
        return shares;
    }

    /** Shares of a table's rows in the bins of two columns [bins of the first + 1][bins of the second + 1], missing cells last. */
    public double[][] pair(int table, int first, int second) {
        double[][] shares =
                new double[bins.get(first).count() + 1][bins.get(second).count() + 1];
        byte[] a = codes[table][first];
        byte[] b = codes[table][second];
        for (int row = 0; row < a.length; row++) {
            shares[a[row]][b[row]] += 1.0 / a.length;
        }
        return shares;
    }

    /** All tables in the plane of the training table's first two principal components. */
    public Projection projection() {
        return projection;
    }

    @Override
    public String toString() {
        return IntStream.range(0, codes.length)
                .mapToObj(t ->
                        codes[t].length + " columns of " + (codes[t].length == 0 ? 0 : codes[t][0].length) + " rows")
                .toList()
                .toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pictures pictures
                && bins.equals(pictures.bins)
                && Arrays.deepEquals(codes, pictures.codes)
                && projection.equals(pictures.projection);
    }

    @Override
    public int hashCode() {
        return 31 * bins.hashCode() + Arrays.deepHashCode(codes);
    }
}
