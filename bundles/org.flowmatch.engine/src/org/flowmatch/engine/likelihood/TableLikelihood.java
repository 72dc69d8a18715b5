// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.DensityRows;
import org.flowmatch.engine.encoding.OpenPlaces;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.model.FlowModel;

/**
 * The log-density of the rows of a table under the flow of a model, in units of the table: a probability for tied values of
 * quantile columns, a density for others ({@link DensityEncoding}). A row without tied values and within the observed range
 * costs one evaluation of {@link Likelihood}, another, and one whose numbers are not all known, as many as there are {@link
 * TiePoints}. Equal rows are scored once, and
 * a row's score depends on no other row, but for what an adaptive solver's tolerances and float rounding allow.
 */
public final class TableLikelihood {
    /** Numbers of the states that are solved at once, of 4 bytes. */
    private static final int NUMBERS_AT_ONCE = 1 << 24;

    /** The log-densities of encoded rows of which all numbers are known, for instance {@link Likelihood#of}. */
    @FunctionalInterface
    public interface OfRows {
        /**
         * @param rows [n, d] in encoded units, n at least 1
         * @param conditions [n, m] of the rows; present for a conditional model alone
         */
        LogDensities of(
                FlowModel model,
                RowMatrix rows,
                Optional<RowMatrix> conditions,
                LikelihoodSettings settings,
                Monitor monitor);
    }

    /** The log-densities of encoded rows of which numbers may be open. */
    @FunctionalInterface
    public interface OfOpenRows {
        /**
         * @param rows [n, d] in encoded units, n at least 1, open numbers being those of N(0, 1)
         * @param open the numbers that are to be replaced by draws of a law that is nearer to theirs, the density being
         *     multiplied by the ratio of N(0, 1) to that law at the draw
         * @param conditions [n, m] of the rows; present for a conditional model alone
         */
        LogDensities of(
                FlowModel model,
                RowMatrix rows,
                OpenPlaces open,
                Optional<RowMatrix> conditions,
                LikelihoodSettings settings,
                Monitor monitor);
    }

    private final OfOpenRows ofRows;
    private final FlowModel model;
    private final Table table;
    private final Optional<RowMatrix> conditions;
    private final LikelihoodSettings settings;
    private final DensityEncoding encoding;
    private final DistinctRows distinct;
    private final double[] logDensity;
    private final double[] ofScores;
    private final double[] standardError;
    private final double[] orderSpread;
    private final float[] end;
    private final long began = System.nanoTime();
    private double evaluations;

    private TableLikelihood(
            OfOpenRows ofRows,
            FlowModel model,
            Table table,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            TiePoints points,
            DistinctRows distinct) {
        this.ofRows = ofRows;
        this.model = model;
        this.table = table;
        this.conditions = conditions;
        this.settings = settings;
        this.distinct = distinct;
        encoding = DensityEncoding.of(model.encoding(), points);
        int kinds = distinct.rows().length;
        logDensity = new double[kinds];
        ofScores = new double[kinds];
        standardError = new double[kinds];
        orderSpread = new double[kinds];
        end = new float[Math.multiplyExact(kinds, model.columns())];
    }

    /**
     * @param ofRows the log-densities of the encoded rows
     * @param table its columns are found by name, others are ignored
     * @param conditions [n, m] of the rows; present for a conditional model alone
     * @param monitor progress; a cancel takes effect within a second
     * @throws org.flowmatch.engine.FlowException as {@link Likelihood#of}, and when a column is missing or has an unusable
     *     cell, or the table has no rows
     */
    public static TableScores of(
            OfRows ofRows,
            FlowModel model,
            Table table,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            TiePoints points,
            Monitor monitor) {
        return of(
                (of, rows, open, given, all, watched) -> ofRows.of(of, rows, given, all, watched),
                model.encoding().columnsWithGaps(),
                model,
                table,
                conditions,
                settings,
                points,
                monitor);
    }

    /**
     * @param ofRows the log-densities of the encoded rows
     * @param gaps the columns that may have missing cells, of which numbers that had none are integrated out
     * @param table its columns are found by name, others are ignored
     * @param conditions [n, m] of the rows; present for a conditional model alone
     * @param monitor progress; a cancel takes effect within a second
     * @throws org.flowmatch.engine.FlowException as the other
     */
    public static TableScores of(
            OfOpenRows ofRows,
            Set<String> gaps,
            FlowModel model,
            Table table,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            TiePoints points,
            Monitor monitor) {
        model.dynamics().densityObstacle(model.pairs()).ifPresent(Obstacle::refuse);
        model.encoding().requireRows(table, TableRole.TARGET);
        Table chosen = table.choose(model.encoding().columns());
        chosen.requireUsable(TableRole.TARGET, gaps);
        model.encoding().requireRules(chosen, TableRole.TARGET);
        DistinctRows distinct = DistinctRows.of(chosen.choose(model.encoding().variableColumns()), conditions, monitor);
        return new TableLikelihood(ofRows, model, chosen, conditions, settings, points, distinct).score(monitor);
    }

    private TableScores score(Monitor monitor) {
        int width = model.columns() + Likelihood.integrals(model.columns(), settings);
        int atOnce = Math.max(1, NUMBERS_AT_ONCE / width / encoding.pointsPerTiedRow());
        int kinds = distinct.rows().length;
        Set<String> warnings = new LinkedHashSet<>();
        for (int from = 0; from < kinds; from += atOnce) {
            int to = Math.min(kinds, from + atOnce);
            Monitor part = told(monitor, from, to);
            warnings.addAll(score(from, to, part));
        }
        return new TableScores(
                spread(logDensity),
                spread(ofScores),
                spread(standardError),
                spread(orderSpread),
                new ChosenRows(RowMatrix.of(end, model.columns()), distinct.kind()),
                evaluations / kinds,
                List.copyOf(warnings));
    }

    private List<String> score(int from, int to, Monitor monitor) {
        int[] chosen = Arrays.copyOfRange(distinct.rows(), from, to);
        DensityRows rows = encoding.encode(table.select(chosen), monitor);
        int[] rowOfPoint = rows.rowOfPoint();
        for (int point = 0; point < rowOfPoint.length; point++) {
            rowOfPoint[point] = chosen[rowOfPoint[point]];
        }
        LogDensities densities = ofRows.of(
                model,
                rows.points(),
                rows.open(),
                conditions.map(given -> new ChosenRows(given, rowOfPoint)),
                settings,
                monitor);
        for (int row = 0; row < rows.rows(); row++) {
            PointMean mean = PointMean.of(rows, row, densities);
            logDensity[from + row] = mean.log() + rows.logFactor()[row];
            ofScores[from + row] = mean.log() + rows.logFactorOfScores()[row];
            standardError[from + row] = mean.standardError();
            // labels are the same at all points of a row
            orderSpread[from + row] = densities.orderSpread()[rows.first()[row]];
            densities.end().copyRow(rows.first()[row], end, (from + row) * model.columns());
        }
        evaluations += densities.nfe() * rows.points().rows();
        return densities.warnings();
    }

    /** Progress counts the rows of the table. */
    private Monitor told(Monitor monitor, int from, int to) {
        int all = distinct.kind().length;
        double kinds = distinct.rows().length;
        return new Monitor() {
            @Override
            public void report(double fraction, String message) {
                double done = (from + fraction * (to - from)) / kinds;
                double rate = done * all / ((System.nanoTime() - began) * 1e-9);
                String left = done > 0 ? ", " + TimeLeft.text((1 - done) * all / rate) : "";
                monitor.report(
                        done,
                        String.format(
                                Locale.ROOT, "Scored %,.0f of %,d rows, %,.0f rows/s%s", done * all, all, rate, left));
            }

            @Override
            public boolean cancelled() {
                return monitor.cancelled();
            }
        };
    }

    /** From the kinds to the rows. */
    private double[] spread(double[] ofKinds) {
        int[] kind = distinct.kind();
        double[] all = new double[kind.length];
        for (int row = 0; row < kind.length; row++) {
            all[row] = ofKinds[kind[row]];
        }
        return all;
    }
}
