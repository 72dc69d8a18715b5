// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.GivenCells;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.PolynomialPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows of a direction and one that lies a quarter turn behind it, the latter missing in one row of five: given, missing, filled, scored. */
class CircleRowsTest {
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("wind", ColumnKind.DOUBLE),
            new ColumnInfo("waves", ColumnKind.DOUBLE),
            new ColumnInfo("sea", ColumnKind.TEXT));
    private static final EncodingSettings SETTINGS =
            EncodingSettings.defaults().with(Modelling.AUTOMATIC.withPeriods(Map.of("wind", 360.0, "waves", 360.0)));
    private static final SamplingSettings SAMPLING = SamplingSettings.of(Solver.MIDPOINT, 25);
    private static final double MISSING = 0.2;
    private static final double SPREAD = 10;

    private static FlowModel model;

    private static double turned(double degrees) {
        return degrees - 360 * Math.floor(degrees / 360);
    }

    /** The shortest way between two directions, degrees. */
    private static double apart(double a, double b) {
        return Math.abs(Math.IEEEremainder(a - b, 360));
    }

    private static Table table(int rows, long seed, boolean gaps) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            double wind = 360 * random.nextDouble();
            double waves = turned(wind + 90 + SPREAD * random.nextGaussian());
            boolean gap = random.nextDouble() < MISSING;
            int sea = builder.dictionary(2).code(wind < 180 ? "east" : "west");
            builder.add(wind, gap && gaps ? Double.NaN : waves, sea);
        }
        return builder.build();
    }

    private static Coupling coupling(Table table) {
        return Coupling.fit(
                new CouplingSettings.Independent(true), table, Optional.empty(), SETTINGS, 1, Monitor.none());
    }

    @BeforeAll
    static void train() {
        model = MadeCircles.train(coupling(table(8_000, 1, true)), 5_000);
    }

    private static Table completed(Table given, int rows) {
        RowMatrix start = SourceRows.unitNoise(
                model.encoding().space(), new KeyedRandom(3, Purpose.SAMPLE_NOISE), rows, Monitor.none());
        RowMatrix cells =
                model.encoding().encodeGiven(given, TableRole.SOURCE, new GivenCells(Set.of()), Monitor.none());
        RowMatrix end = new MixedMover((MixedFlow) model.dynamics())
                .complete(model, start, Optional.of(cells), Optional.empty(), SAMPLING, Monitor.none())
                .end();
        return model.encoding().decode(end, Monitor.none());
    }

    @Test
    void gapsComeBackWithTheirShareAndDirectionsWithTheirDifference() {
        RowMatrix start = SourceRows.unitNoise(
                model.encoding().space(), new KeyedRandom(4, Purpose.SAMPLE_NOISE), 4_000, Monitor.none());
        Table made = model.encoding()
                .decode(
                        Movers.of(model)
                                .move(model, start, Optional.empty(), SAMPLING, Monitor.none())
                                .end(),
                        Monitor.none());
        int gaps = 0;
        double off = 0;
        int wrong = 0;
        for (int row = 0; row < made.rows(); row++) {
            double wind = made.get(row, 0);
            boolean east = made.dictionary(2).text((int) made.get(row, 2)).equals("east");
            wrong += east == wind < 180 ? 0 : 1;
            if (Double.isNaN(made.get(row, 1))) {
                gaps++;
            } else {
                off += apart(made.get(row, 1), wind + 90);
            }
        }
        assertEquals(MISSING, gaps / 4_000.0, 0.03);
        // 8 degrees of the law itself
        assertTrue(off / (4_000 - gaps) < 13, "mean difference " + off / (4_000 - gaps));
        assertTrue(wrong < 200, wrong + " of 4,000 on the wrong side");
    }

    private static Table given(double[] wind, double[] waves) {
        Table.Builder builder = Table.builder(COLUMNS.subList(0, 2));
        for (int row = 0; row < wind.length; row++) {
            builder.add(wind[row], waves[row]);
        }
        return builder.build();
    }

    /** Over the end of the period, too. */
    @Test
    void waveDirectionsFollowWindsThatAreGiven() {
        int rows = 720;
        double[] winds = new double[rows];
        double[] open = new double[rows];
        for (int row = 0; row < rows; row++) {
            winds[row] = row / 2.0;
            open[row] = Double.NaN;
        }
        Table made = completed(given(winds, open), rows);
        double off = 0;
        int there = 0;
        for (int row = 0; row < rows; row++) {
            assertEquals(0, apart(winds[row], made.get(row, 0)), 0.6);
            if (!Double.isNaN(made.get(row, 1))) {
                off += apart(made.get(row, 1), winds[row] + 90);
                there++;
            }
        }
        assertTrue(off / there < 13, "mean difference " + off / there);
    }

    @Test
    void missingDirectionsAreFilledAcrossTheEndOfThePeriod() {
        double[] winds = {250, 262, 268, 272, 278, 290};
        double[] open = new double[winds.length];
        Arrays.fill(open, Double.NaN);
        ImputationSettings settings = new ImputationSettings(SAMPLING, 39, Optional.empty(), 5);
        Imputation imputation = new Imputation(model, given(winds, open), Optional.empty(), settings, Monitor.none());
        Table filled = imputation.best(Monitor.none()).table();
        for (int row = 0; row < winds.length; row++) {
            assertEquals(winds[row], filled.get(row, 0));
            assertTrue(apart(filled.get(row, 1), winds[row] + 90) < 12, filled.get(row, 1) + " for " + winds[row]);
        }
        assertTrue(imputation.warnings().stream().anyMatch(w -> w.contains("mean direction")));
    }

    /** A wind that is not known is integrated out: 1 / 360 for every direction of the waves. */
    @Test
    void unknownDirectionsAreIntegratedOut() {
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < 40; row++) {
            double waves = 2 + row * 9;
            double wind = turned(waves - 90);
            builder.add(Double.NaN, waves, builder.dictionary(2).code(wind < 180 ? "east" : "west"));
        }
        double[] log = Movers.of(model)
                .score(
                        model,
                        builder.build(),
                        Optional.empty(),
                        new LikelihoodSettings(
                                SamplingSettings.of(Solver.RK4, 15), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0),
                        TiePoints.defaults(),
                        Monitor.none())
                .logDensity();
        double[] units =
                DensityEncoding.of(model.encoding(), TiePoints.defaults()).units();
        double expected = Math.log((1 - MISSING) / 360 * units[1]);
        double mean = Arrays.stream(log).average().orElseThrow();
        assertEquals(expected, mean, 0.15);
    }

    @Test
    void whatCurvesCannotDoIsRefused() {
        Coupling coupling = coupling(table(200, 2, true));
        FlowException path = assertThrows(
                FlowException.class, () -> PathTasks.of(coupling, new PolynomialPath(2), Objective.defaults(), false)
                        .require(coupling));
        assertTrue(path.getMessage().contains("shortest way"), path.getMessage());
        FlowException noise = assertThrows(FlowException.class, () -> PathTasks.of(
                        coupling, new LinearPath(), Objective.defaults().withPrediction(Prediction.NOISE), false)
                .require(coupling));
        assertTrue(noise.getMessage().contains("velocity"), noise.getMessage());
        FlowException solver = assertThrows(
                FlowException.class, () -> Movers.of(model).require(SamplingSettings.of(Solver.EULER_MARUYAMA, 20)));
        assertTrue(solver.getMessage().contains("stochastic"), solver.getMessage());
        assertTrue(model.dynamics().reflowObstacle().isPresent());
        assertTrue(model.dynamics().geometryObstacle().isPresent());
    }
}
