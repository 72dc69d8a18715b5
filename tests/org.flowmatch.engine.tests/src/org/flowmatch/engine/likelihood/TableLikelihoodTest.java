// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of tables under flows that are known. */
class TableLikelihoodTest {
    private static final GaussianCopula COPULA = new GaussianCopula(0.8);
    private static final DoubleUnaryOperator WHOLE = z -> Math.floor(3 * z);
    private static final Table TARGET = COPULA.draw(2000, 1, WHOLE);
    private static final FlowModel MODEL = COPULA.model(GaussianCopula.quantiles(TARGET));

    /** Of two values of 20% and 50% of the rows the copula density is averaged over a rectangle. */
    @Test
    void tiedPairsHaveTheProbabilityOfTheirRectangle() {
        double[] a = new double[1000];
        Arrays.fill(a, 200, 1000, 1);
        double[] b = new double[1000];
        Arrays.fill(b, 500, 1000, 1);
        Table table = new Table(GaussianCopula.COLUMNS, new double[][] {a, b}, 1000);
        GaussianCopula copula = new GaussianCopula(0.5);
        FlowModel model = copula.model(GaussianCopula.quantiles(table));
        Table corners = pairs(0, 0, 0, 1, 1, 0, 1, 1);
        TableScores scores = score(model, corners, new TiePoints(999, 0));
        double both = bothBelow(copula.correlation(), 0.2, 0.5);
        double[] expected = {both, 0.2 - both, 0.5 - both, 0.3 + both};
        for (int i = 0; i < 4; i++) {
            double tolerance = 3 * scores.standardError()[i];
            assertTrue(tolerance < 0.1, "corner " + i + ": " + tolerance);
            assertEquals(Math.log(expected[i]), scores.logDensity()[i], tolerance, "corner " + i);
        }
    }

    /** P(Phi(a) < u and Phi(b) < v) of normal numbers of correlation r, by the midpoint rule over a. */
    private static double bothBelow(double r, double u, double v) {
        double limit = NormalQuantile.of(v);
        return IntStream.range(0, 20_000)
                .mapToDouble(i -> NormalQuantile.of(u * (i + 0.5) / 20_000))
                .map(z -> NormalDistribution.below((limit - r * z) / Math.sqrt(1 - r * r)) * u / 20_000)
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void aRowHasOneScoreWhereverItStands(Divergence divergence) {
        LikelihoodSettings settings =
                new LikelihoodSettings(SamplingSettings.adaptive(1e-5), divergence, 4, ProbeLaw.GAUSSIAN, 5);
        Table rows = pairs(1, 1, -2, 3, 1, 1, 40, -1, 0.5, 0.5, 1, 1);
        double[] together = score(MODEL, rows, settings).logDensity();
        assertEquals(together[0], together[2]);
        assertEquals(together[0], together[5]);
        for (int row = 0; row < rows.rows(); row++) {
            double alone = score(MODEL, rows.select(new int[] {row}), settings).logDensity()[0];
            assertEquals(together[row], alone, 1e-4, "row " + row);
        }
        int[] reversed = {5, 4, 3, 2, 1, 0};
        double[] other = score(MODEL, rows.select(reversed), settings).logDensity();
        for (int row = 0; row < rows.rows(); row++) {
            assertEquals(together[row], other[5 - row], 1e-4);
        }
    }

    /** Under every scaling: tied and continuous columns in one table, one of them in other units. */
    @ParameterizedTest
    @EnumSource(names = {"QUANTILE", "STANDARDISE"})
    void theUnitOfAColumnDoesNotReachTheRanking(Scaling scaling) {
        double[] scores = scoresInUnits(scaling, 1);
        double[] inThousandths = scoresInUnits(scaling, 1000);
        // a density per unit of the column changes by the same for every row; one per deviation does not
        double shift = scaling == Scaling.QUANTILE ? 0 : Math.log(1000);
        for (int row = 0; row < scores.length; row++) {
            assertEquals(scores[row] - shift, inThousandths[row], 1e-4, "row " + row);
        }
    }

    private static double[] scoresInUnits(Scaling scaling, double factor) {
        Table smooth = COPULA.draw(2000, 3, z -> z > 0.8 ? 0.8 : z);
        double[] a = TARGET.column(0);
        double[] b = Arrays.stream(smooth.column(1)).map(x -> x * factor).toArray();
        Table table = new Table(GaussianCopula.COLUMNS, new double[][] {a, b}, 2000);
        TableEncoding encoding =
                TableEncoding.fit(table, new EncodingSettings(scaling, false, true, 0), Monitor.none());
        int[] few = IntStream.range(0, 200).toArray();
        return score(COPULA.model(encoding), table.select(few), TiePoints.defaults())
                .logDensity();
    }

    @Test
    void valuesOutsideScoreBelowAllOthersAndFallWithTheDistance() {
        double[] usual = score(MODEL, TARGET, TiePoints.defaults()).logDensity();
        double least = Arrays.stream(usual).min().orElseThrow();
        double[] outside = score(MODEL, pairs(0, 100, 0, 1000, 1e6, 1000, 1e6, -1e9), TiePoints.defaults())
                .logDensity();
        assertTrue(outside[0] < least, outside[0] + " and " + least);
        for (int i = 1; i < outside.length; i++) {
            assertTrue(outside[i] < outside[i - 1] - 1, Arrays.toString(outside));
        }
    }

    @Test
    void scoresInUnitsOfTheEncodedColumnsAreThoseOfTheMeanCopula() {
        TableScores scores = score(MODEL, pairs(0, 0, 0, 1000, 0, 2000), TiePoints.defaults());
        // two standard normal densities at a median rank, and the copula's density around it, which is about 1 / sqrt(1
        // - r^2)
        assertEquals(-Math.log(2 * Math.PI) - Math.log(0.6), scores.ofScores()[0], 0.3);
        assertTrue(scores.ofScores()[1] < scores.ofScores()[0] - 3);
        assertTrue(scores.ofScores()[2] < scores.ofScores()[1]);
    }

    /** The encoded row is that of the median ranks, whatever the points. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 64})
    void theEndIsThatOfTheMedianRanks(int points) {
        Table rows = pairs(0, 0, -3, 2, 0, 0);
        float[] end = score(MODEL, rows, new TiePoints(points, points)).end().toArray();
        float[] median = score(MODEL, rows, new TiePoints(1, 0)).end().toArray();
        assertArrayEquals(median, end, 1e-5f);
        assertEquals(6, end.length);
    }

    @Test
    void theStandardErrorBoundsWhatMorePointsChange() {
        TableScores few = score(MODEL, TARGET, new TiePoints(9, 1));
        TableScores many = score(MODEL, TARGET, new TiePoints(499, 2));
        double squares = 0;
        double told = 0;
        for (int row = 0; row < TARGET.rows(); row++) {
            squares += Math.pow(few.logDensity()[row] - many.logDensity()[row], 2);
            told += Math.pow(few.standardError()[row], 2);
        }
        assertTrue(squares < told, squares + " and " + told);
        assertTrue(many.standardError()[0] < few.standardError()[0]);
    }

    @Test
    void aRowWithoutTiesCostsOneEvaluation() {
        Table smooth = COPULA.draw(1000, 4, z -> z);
        FlowModel model = COPULA.model(GaussianCopula.quantiles(smooth));
        assertEquals(16, score(model, smooth, new TiePoints(33, 0)).nfe());
        assertEquals(16 * 33, score(MODEL, TARGET, new TiePoints(33, 0)).nfe());
        assertTrue(Arrays.stream(score(model, smooth, new TiePoints(33, 0)).standardError())
                .allMatch(error -> error == 0));
    }

    @Test
    void progressCountsRowsAndACancelEnds() {
        AtomicReference<String> last = new AtomicReference<>("");
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {
                last.set(message);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
        TableLikelihood.of(
                Likelihood::of,
                MODEL,
                TARGET,
                Optional.empty(),
                settings(SamplingSettings.of(Solver.RK4, 4)),
                TiePoints.defaults(),
                monitor);
        assertTrue(last.get().startsWith("Scored 2,000 of 2,000 rows, "), last.get());
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        LikelihoodSettings settings = settings(SamplingSettings.of(Solver.RK4, 4));
        assertThrows(
                CancellationException.class,
                () -> TableLikelihood.of(
                        Likelihood::of, MODEL, TARGET, Optional.empty(), settings, TiePoints.defaults(), cancelled));
    }

    /** An encoding that is read again, as from a file of any age, has what tails and units need. */
    @Test
    void aStoredEncodingGivesTheSameScores() {
        TableEncoding read = TableEncoding.fromJson(MODEL.encoding().toJson());
        Table rows = pairs(0, 0, 5, 1000, 0.5, 0);
        assertArrayEquals(
                score(MODEL, rows, TiePoints.defaults()).logDensity(),
                score(GaussianCopula.with(MODEL, read), rows, TiePoints.defaults())
                        .logDensity());
    }

    @Test
    void missingColumnsCellsAndRowsAreNamed() {
        Table one = new Table(List.of(new ColumnInfo("a", ColumnKind.DOUBLE)), new double[][] {{1}}, 1);
        assertProblem("\"b\"", one);
        assertProblem("no rows", pairs());
        assertProblem("\"b\" of the target table, row 2", pairs(1, 2, 3, Double.NaN));
    }

    private static void assertProblem(String part, Table table) {
        FlowException error = assertThrows(FlowException.class, () -> score(MODEL, table, TiePoints.defaults()));
        assertTrue(error.problem().contains(part), error.problem());
    }

    @Test
    void theNumberOfPointsIsChecked() {
        assertThrows(FlowException.class, () -> new TiePoints(0, 0));
        assertThrows(FlowException.class, () -> new TiePoints(1000, 0));
    }

    @Test
    void standardisedTablesAreScoredAsTheirEncodedRows() {
        Table table = COPULA.draw(500, 6, z -> 2 * z);
        TableEncoding encoding =
                TableEncoding.fit(table, new EncodingSettings(Scaling.NONE, false, true, 0), Monitor.none());
        FlowModel model = GaussianCopula.with(TestModels.random(2), encoding);
        TableScores scores = score(model, table, TiePoints.defaults());
        assertArrayEquals(scores.logDensity(), scores.ofScores());
    }

    /** Pairs (a, b). */
    private static Table pairs(double... numbers) {
        Table.Builder builder = Table.builder(GaussianCopula.COLUMNS);
        for (int i = 0; i < numbers.length; i += 2) {
            builder.add(numbers[i], numbers[i + 1]);
        }
        return builder.build();
    }

    private static TableScores score(FlowModel model, Table table, TiePoints points) {
        return TableLikelihood.of(
                Likelihood::of,
                model,
                table,
                Optional.empty(),
                settings(SamplingSettings.of(Solver.RK4, 4)),
                points,
                Monitor.none());
    }

    private static TableScores score(FlowModel model, Table table, LikelihoodSettings settings) {
        return TableLikelihood.of(
                Likelihood::of, model, table, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
    }

    private static LikelihoodSettings settings(SamplingSettings how) {
        return new LikelihoodSettings(how, Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);
    }
}
