// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.DensityRows;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.mixed.MixedLaw.Row;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Densities of rows that lack numbers of columns which had no gaps: those of the known cells alone. */
class OpenNumbersTest {
    private static final int ROWS = 200;
    private static final double STEP = 0.05;

    private static FlowModel model;
    private static List<Row> fresh;

    @BeforeAll
    static void train() {
        model = MixedLikelihoodTest.train(8000, 4000, 64, 0.75);
        fresh = MixedLaw.draw(ROWS, 2);
    }

    private static LikelihoodSettings settings(Divergence divergence) {
        return new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 20), divergence, 8, ProbeLaw.RADEMACHER, 0);
    }

    private static double[] score(List<Row> rows, TiePoints points) {
        return Movers.of(model)
                .score(
                        model,
                        MixedLaw.table(rows),
                        Optional.empty(),
                        settings(Divergence.EXACT),
                        points,
                        Monitor.none())
                .logDensity();
    }

    private static List<Row> all(UnaryOperator<Row> change) {
        return fresh.stream().map(change).toList();
    }

    private static Row withoutX(Row row) {
        return row.withX(Double.NaN);
    }

    /** log of the integral over x of a density. */
    private static double withoutX(IntStream grid, IntToDoubleFunction logDensity) {
        return Math.log(STEP
                * grid.mapToDouble(k -> Math.exp(logDensity.applyAsDouble(k))).sum());
    }

    private static double[] units() {
        return DensityEncoding.of(model.encoding(), TiePoints.defaults()).units();
    }

    /** Whatever the network gives out: what is drawn has the density that is divided by. */
    @Test
    void rowsWithoutAnyNumberHaveTheProbabilityOfTheirLabels() {
        List<Row> rows = all(row -> withoutX(row).withoutW().withY(Double.NaN));
        DensityRows encoded =
                DensityEncoding.of(model.encoding(), TiePoints.defaults()).encode(MixedLaw.table(rows), Monitor.none());
        double[] labels = LabelProbabilities.of(
                        model,
                        (MixedFlow) model.dynamics(),
                        encoded.points(),
                        Optional.empty(),
                        LikelihoodSettings.DEFAULT_ORDERS,
                        0,
                        Monitor.none())
                .log();
        double[] scores = score(rows, TiePoints.defaults());
        for (int row = 0; row < ROWS; row++) {
            double expected = labels[encoded.first()[row]] + encoded.logFactor()[row];
            assertEquals(expected, scores[row], 2e-3, "row " + row);
        }
    }

    /** By the sum over a grid of x; within .005 for 49 draws of a conditional law that the network learnt on its own. */
    @Test
    void aMissingNumberIsIntegratedOut() {
        double unit = units()[0];
        double worst = 0;
        for (Row row : fresh.subList(0, 10)) {
            List<Row> grid = IntStream.range(-160, 160)
                    .mapToObj(k -> row.withX(STEP * k))
                    .toList();
            double[] joint = score(grid, TiePoints.defaults());
            double expected = withoutX(IntStream.range(0, joint.length), k -> joint[k]) - Math.log(unit);
            double seen = score(List.of(withoutX(row)), new TiePoints(49, 0))[0];
            worst = Math.max(worst, Math.abs(seen - expected));
        }
        assertTrue(worst <= 0.03, "error " + worst);
    }

    /** 0.23 nats, as for rows that lack nothing. */
    @Test
    void theDensityOfTheOthersIsNearThatOfTheLaw() {
        double[] scores = score(all(OpenNumbersTest::withoutX), TiePoints.defaults());
        double[] units = units();
        double error = 0;
        for (int i = 0; i < ROWS; i++) {
            Row row = fresh.get(i);
            double expected = withoutX(
                            IntStream.range(-200, 200), k -> row.withX(STEP * k).logDensity())
                    + Math.log(units[6])
                    + (Double.isNaN(row.w()) ? 0 : Math.log(units[3]));
            error += Math.abs(scores[i] - expected) / ROWS;
        }
        assertTrue(error <= 0.3, "mean absolute error " + error);
    }

    /** By the derivatives along the two numbers that move, or by probes. */
    @ParameterizedTest
    @EnumSource(
            value = Divergence.class,
            names = {"EXACT", "HUTCHINSON"})
    void theShareOfANumberIsItsLawGivenTheCellsThatAreKnown(Divergence divergence) {
        double[][] shares = shares(all(OpenNumbersTest::withoutX), divergence);
        double[] units = units();
        double error = 0;
        double ofD = 0;
        for (int i = 0; i < ROWS; i++) {
            Row row = fresh.get(i);
            double with = withoutX(
                    IntStream.range(-200, 200), k -> row.withX(STEP * k).logDensity());
            double allY = Math.log(IntStream.range(-200, 200)
                    .mapToDouble(y -> STEP
                            * Math.exp(withoutX(IntStream.range(-100, 100), x -> row.withX(2 * STEP * x)
                                            .withY(STEP * y)
                                            .logDensity())
                                    + Math.log(2)))
                    .sum());
            error += Math.abs(shares[6][i] - allY + with + Math.log(units[6])) / ROWS;
            double allD = Math.log(IntStream.range(0, 8)
                    .mapToDouble(d -> Math.exp(withoutX(IntStream.range(-200, 200), k -> row.withX(STEP * k)
                            .withLabels(row.a(), row.b(), row.c(), d)
                            .logDensity())))
                    .sum());
            ofD += Math.abs(shares[5][i] - allD + with) / ROWS;
            assertTrue(Double.isNaN(shares[0][i]));
        }
        assertTrue(error <= 0.25, "mean absolute error of y " + error);
        assertTrue(ofD <= 0.3, "mean absolute error of d " + ofD);
    }

    private static double[][] shares(List<Row> rows, Divergence divergence) {
        return Movers.of(model)
                .columnScorer()
                .orElseThrow()
                .shares(
                        model,
                        MixedLaw.table(rows),
                        Optional.empty(),
                        settings(divergence),
                        TiePoints.defaults(),
                        Monitor.none());
    }

    /** Rows that lack more are solved with them. */
    @Test
    void aRowHasOneScoreWhereverItStands() {
        List<Row> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> i % 3 == 0
                        ? fresh.get(i)
                        : i % 3 == 1
                                ? withoutX(fresh.get(i))
                                : withoutX(fresh.get(i)).withY(Double.NaN))
                .toList();
        double[] together = score(rows, TiePoints.defaults());
        double[] plain = score(fresh, TiePoints.defaults());
        for (int i = 0; i < 30; i++) {
            double alone = score(rows.subList(i, i + 1), TiePoints.defaults())[0];
            assertEquals(alone, together[i], i % 3 == 0 ? 0 : 1e-4, "row " + i);
        }
        for (int i = 0; i < ROWS; i += 3) {
            assertEquals(plain[i], together[i]);
        }
    }

    @Test
    void aModelThatCannotBeGivenColumnsNamesTheColumn() {
        Mover mover = Movers.of(model);
        assertEquals(Set.of("x", "a", "b", "w", "c", "d", "y"), mover.mayLack(model));
        FlowModel other = new FlowModel(
                model.network(),
                model.weights(),
                new MixedFlow(((MixedFlow) model.dynamics()).numbers(), false, true),
                model.encoding(),
                model.source(),
                model.provenance());
        assertEquals(Set.of("a", "b", "w", "c", "d"), Movers.of(other).mayLack(other));
        FlowException refused = assertThrows(FlowException.class, () -> Movers.of(other)
                .score(
                        other,
                        MixedLaw.table(List.of(withoutX(fresh.get(0)))),
                        Optional.empty(),
                        settings(Divergence.EXACT),
                        TiePoints.defaults(),
                        Monitor.none()));
        assertTrue(refused.getMessage().contains("\"x\""), refused.getMessage());
    }
}
