// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
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
 * <p>Labels have probabilities ({@link LevelDensity}), which come with q; a number that a row has no value of has no part. In
 * the points, a label of which the flow is not told is NaN. A missing number of a column that had none is integrated out, if the
 * flow can ({@link OpenPlaces}).
 *
 * <p>A row's number depends on the row alone: neither on its place nor on other rows.
 */
public final class DensityEncoding {
    private static final int ROWS_PER_CHECK = 4096;

    private final TableEncoding encoding;
    private final List<CellDensity> densities;
    private final int[] offsets;
    private final double[][] parts;

    private DensityEncoding(TableEncoding encoding, TiePoints points) {
        this.encoding = encoding;
        densities = encoding.encoded().stream().map(CellDensity::of).toList();
        offsets = new int[densities.size() + 1];
        for (int c = 0; c < densities.size(); c++) {
            offsets[c + 1] = offsets[c] + encoding.encoded().get(c).encoding().width();
        }
        parts = points.of(densities.size());
    }

    public static DensityEncoding of(TableEncoding encoding, TiePoints points) {
        return new DensityEncoding(encoding, points);
    }

    /**
     * The lengths that densities are per, in units of the columns, by encoded column: its robust standard deviation under
     * quantile scaling, otherwise 1, and 1 for labels.
     */
    public double[] units() {
        return densities.stream().mapToDouble(CellDensity::unit).toArray();
    }

    /** The first coordinate of an encoded column. */
    public int offset(int column) {
        return offsets[column];
    }

    /** The points of a row with tied values or unknown numbers. */
    public int pointsPerTiedRow() {
        return parts[0].length;
    }

    /**
     * Encodes rows for scoring.
     *
     * @param table usable but for missing cells, with the columns of the encoding that rows depend on, found by name; all points of its rows are
     *     held on the heap
     * @throws FlowException when a value has no finite density
     */
    public DensityRows encode(Table table, Monitor monitor) {
        return encode(table, c -> true, monitor);
    }

    /**
     * Encodes rows for scoring some columns given the others, of which tied values are at their median rank.
     *
     * @param scored whether a column is, by its place among those with coordinates
     */
    public DensityRows encode(Table table, IntPredicate scored, Monitor monitor) {
        Table modelled = encoding.modelled(table);
        GroupSlopes slopes = GroupSlopes.of(encoding, modelled);
        Table chosen = modelled.choose(encoding.encodedColumns());
        int rows = chosen.rows();
        Builder built = new Builder(rows, scored);
        List<double[]> texts = texts(chosen);
        CellPlace[] places = new CellPlace[densities.size()];
        for (int row = 0; row < rows; row++) {
            if (row % ROWS_PER_CHECK == 0) {
                monitor.check();
            }
            for (int c = 0; c < places.length; c++) {
                places[c] = place(chosen, row, c, texts.get(c));
            }
            built.add(row, places, slopes);
        }
        return built.rows();
    }

    /** The places of the texts of each column by their codes; nothing for one of numbers. */
    private List<double[]> texts(Table table) {
        return IntStream.range(0, densities.size())
                .mapToObj(c -> table.columns().get(c).kind().numeric()
                        ? new double[0]
                        : encoding.encoded().get(c).places(table.dictionary(c)))
                .toList();
    }

    private CellPlace place(Table table, int row, int c, double[] texts) {
        ColumnInfo info = table.columns().get(c);
        double value = table.get(row, c);
        if (!info.kind().numeric() && !Double.isNaN(value)) {
            value = value < texts.length ? texts[(int) value] : FittedColumn.UNSEEN;
        }
        CellPlace place = densities.get(c).place(value);
        if (!place.finite()) {
            throw new FlowException(
                    "Column " + Quoted.of(info.name()) + " has no finite density at the value " + value + ".",
                    "Rescale the column, or remove rows with such values.");
        }
        return place;
    }

    private final class Builder {
        private final int width = offsets[offsets.length - 1];
        private final IntPredicate scored;
        private final int[] first;
        private final double[] logFactor;
        private final double[] logFactorOfScores;
        private float[] points;
        private double[] logSource;
        private BitSet[] open;
        private int count;

        Builder(int rows, IntPredicate scored) {
            this.scored = scored;
            first = new int[rows + 1];
            logFactor = new double[rows];
            logFactorOfScores = new double[rows];
            points = new float[rows * width];
            logSource = new double[rows];
            open = new BitSet[rows];
        }

        void add(int row, CellPlace[] places, GroupSlopes slopes) {
            BitSet unknown = unknown(places);
            boolean tied = !unknown.isEmpty();
            for (int c = 0; c < places.length; c++) {
                CellPlace place = places[c];
                if (!scored.test(c)) {
                    continue;
                }
                logFactor[row] += place.logMass();
                logFactorOfScores[row] += place.logMass();
                if (place.number().isPresent()) {
                    Place number = place.number().get();
                    tied |= number.cell();
                    logFactor[row] += number.logFactor() + (number.mass() ? 0 : slopes.of(row, c));
                    logFactorOfScores[row] += number.logFactorOfScores();
                }
            }
            int more = tied ? pointsPerTiedRow() : 1;
            grow(count + more);
            for (int point = 0; point < more; point++) {
                open[count] = unknown;
                add(places, point);
            }
            first[row + 1] = count;
        }

        private BitSet unknown(CellPlace[] places) {
            BitSet unknown = new BitSet();
            for (int c = 0; c < places.length; c++) {
                if (places[c].open()) {
                    int width = places[c].number().orElseThrow().coordinates(0).length;
                    unknown.set(offsets[c + 1] - width, offsets[c + 1]);
                }
            }
            return unknown.isEmpty() ? OpenPlaces.NONE : unknown;
        }

        /** A column's number, where it has one, is its last coordinates; a label beside it the one before. */
        private void add(CellPlace[] places, int point) {
            for (int c = 0; c < places.length; c++) {
                int at = count * width + offsets[c];
                points[at] = places[c].level();
                Arrays.fill(points, at + 1, count * width + offsets[c + 1], 0);
                if (places[c].number().isPresent()) {
                    Place number = places[c].number().get();
                    boolean cell = number.cell() && (scored.test(c) || places[c].open());
                    double code = cell ? number.codeAt(parts[c][point]) : number.code();
                    float[] coordinates = number.coordinates(code);
                    int last = count * width + offsets[c + 1];
                    System.arraycopy(coordinates, 0, points, last - coordinates.length, coordinates.length);
                    logSource[count] += cell ? number.logSource(code) : 0;
                }
            }
            count++;
        }

        private void grow(int needed) {
            if (needed > logSource.length) {
                int room = Math.max(needed, Math.multiplyExact(2, logSource.length));
                logSource = Arrays.copyOf(logSource, room);
                points = Arrays.copyOf(points, Math.multiplyExact(room, width));
                open = Arrays.copyOf(open, room);
            }
        }

        DensityRows rows() {
            return new DensityRows(
                    RowMatrix.of(Arrays.copyOf(points, count * width), width),
                    new OpenPlaces(Arrays.copyOf(open, count)),
                    first,
                    Arrays.copyOf(logSource, count),
                    logFactor,
                    logFactorOfScores);
        }
    }
}
