// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;

/**
 * A table encoding as a change of variables, for densities in the units of the table. For values with a density
 *
 * <pre>
 * log p(x) = log q(z(x)) + sum over the encoded columns of log dz_j/dx_j
 * </pre>
 *
 * with the slope 1 / deviation for standardised columns, 1 for unscaled ones, and for quantile columns that of a smoothed
 * quantile function, whose x is in units of the column's robust standard deviation. Tied values of a quantile column have a
 * probability instead, the share of their ranks times the mean over them of the copula density q / phi, and values beyond the
 * observed range the density of a fitted tail times the mean over its ranks. Summed over tied values and integrated over others
 * that is 1. Constant columns have no part.
 *
 * <p>A row's number depends on the row alone: neither on its place nor on other rows.
 */
public final class DensityEncoding {
    private static final int ROWS_PER_CHECK = 4096;

    private final TableEncoding encoding;
    private final List<ColumnDensity> densities = new ArrayList<>();
    private final double[][] parts;

    private DensityEncoding(TableEncoding encoding, TiePoints points) {
        this.encoding = encoding;
        for (int c = 0; c < encoding.space().parts().size(); c++) {
            densities.add(encoding.column(c).density());
        }
        parts = points.of(densities.size());
    }

    public static DensityEncoding of(TableEncoding encoding, TiePoints points) {
        return new DensityEncoding(encoding, points);
    }

    /**
     * The lengths that densities are per, in units of the columns, by encoded column: its robust standard deviation under
     * quantile scaling, otherwise 1.
     */
    public double[] units() {
        return densities.stream().mapToDouble(ColumnDensity::unit).toArray();
    }

    /** The points of a row with tied values. */
    public int pointsPerTiedRow() {
        return parts[0].length;
    }

    /**
     * Encodes rows for scoring.
     *
     * @param table usable, with the columns of the encoding, found by name; all points of its rows are held on the heap
     * @throws FlowException when a value has no finite density
     */
    public DensityRows encode(Table table, Monitor monitor) {
        Table chosen = table.choose(encoding.encodedColumns());
        int rows = chosen.rows();
        Builder built = new Builder(rows);
        Place[] places = new Place[densities.size()];
        for (int row = 0; row < rows; row++) {
            if (row % ROWS_PER_CHECK == 0) {
                monitor.check();
            }
            for (int c = 0; c < places.length; c++) {
                places[c] = place(chosen, row, c);
            }
            built.add(row, places);
        }
        return built.rows();
    }

    private Place place(Table table, int row, int c) {
        Place place = densities.get(c).place(table.get(row, c));
        if (!Double.isFinite(place.logFactor()) || !Float.isFinite((float) place.code())) {
            ColumnInfo info = table.columns().get(c);
            throw new FlowException(
                    "Column " + Quoted.of(info.name()) + " has no finite density at the value " + table.get(row, c)
                            + ".",
                    "Rescale the column, or remove rows with such values.");
        }
        return place;
    }

    private final class Builder {
        private final int[] first;
        private final double[] logFactor;
        private final double[] logFactorOfScores;
        private float[] points;
        private double[] logNormal;
        private int count;

        Builder(int rows) {
            first = new int[rows + 1];
            logFactor = new double[rows];
            logFactorOfScores = new double[rows];
            points = new float[rows * densities.size()];
            logNormal = new double[rows];
        }

        void add(int row, Place[] places) {
            boolean tied = false;
            for (Place place : places) {
                tied |= place.cell();
                logFactor[row] += place.logFactor();
                logFactorOfScores[row] += place.logFactorOfScores();
            }
            int more = tied ? pointsPerTiedRow() : 1;
            grow(count + more);
            for (int point = 0; point < more; point++) {
                add(places, point);
            }
            first[row + 1] = count;
        }

        private void add(Place[] places, int point) {
            for (int c = 0; c < places.length; c++) {
                float code = (float) (places[c].cell() ? places[c].scoreAt(parts[c][point]) : places[c].code());
                points[count * places.length + c] = code;
                logNormal[count] += places[c].logNormal(code);
            }
            count++;
        }

        private void grow(int needed) {
            if (needed > logNormal.length) {
                int room = Math.max(needed, Math.multiplyExact(2, logNormal.length));
                logNormal = Arrays.copyOf(logNormal, room);
                points = Arrays.copyOf(points, Math.multiplyExact(room, densities.size()));
            }
        }

        DensityRows rows() {
            return new DensityRows(
                    RowMatrix.of(Arrays.copyOf(points, count * densities.size()), densities.size()),
                    first,
                    Arrays.copyOf(logNormal, count),
                    logFactor,
                    logFactorOfScores);
        }
    }
}
