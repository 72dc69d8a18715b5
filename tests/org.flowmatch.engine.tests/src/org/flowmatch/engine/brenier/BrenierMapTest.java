// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.Scaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps found from rows, at rows that they were not found from, beside {@link KnownMaps}. */
class BrenierMapTest {
    /** With fewer, means and covariances alone leave more than 2 % between the rows' map and that of their law. */
    private static final int ENOUGH = 50_000;
    /** From a cancel to its effect: a second on an idle computer, where others hold the cores more. */
    private static final long LONGEST_NANOS = 5_000_000_000L;

    private static TransportMapSettings settings(int rows, Double smoothing) {
        return new TransportMapSettings(rows, Optional.ofNullable(smoothing), 1);
    }

    private static RowMatrix fresh(boolean noise, int d, int n) {
        return KnownMaps.rows(UnaryOperator.identity(), noise, d, n, 99);
    }

    /**
     * The closed form of normal laws: T(x) = M x + m, W2^2 = E|T(x) - x|^2, and at time t the covariance F S F of
     * F = (1 - t) I + t M; all to 2 %.
     */
    @ParameterizedTest
    @CsvSource({"2, true, 2000", "3, false, 1000", "5, false, 1000"})
    void normalRowsAreMovedByTheClosedForm(int d, boolean noise, int planned) {
        UnaryOperator<double[]> spread = noise ? UnaryOperator.identity() : KnownMaps::correlated;
        BrenierMap.Found found = BrenierMap.find(
                KnownMaps.coupling(KnownMaps::affine, noise, d, ENOUGH, 10), settings(planned, null), Monitor.none());
        RowMatrix x = fresh(noise, d, 20_000);
        double error = KnownMaps.error(found.map().push(x, 1, Monitor.none()), x, KnownMaps::affine);
        assertTrue(
                error < 0.02,
                "relative error of the map " + error + " " + found.map().smoothing());

        double cost = KnownMaps.affineCost(spread, d);
        TransportCosts costs = found.costs();
        assertEquals(cost, costs.squaredDistance(), 0.02 * cost, costs.toString());
        assertEquals(cost, costs.map(), 0.02 * cost, costs.toString());
        assertEquals(cost, costs.least(), 0.02 * cost, costs.toString());
        assertTrue(costs.exactPlan() > 0.9 * cost && costs.exactPlan() < costs.pairs(), costs.toString());
        assertEquals(
                costs.independent(), costs.pairs(), 0.05 * costs.independent(), "pairs of an independent coupling");
        assertEquals(planned, costs.rows());

        assertArrayEquals(x.toArray(), found.map().push(x, 0, Monitor.none()).toArray());
        double t = 0.4;
        double[][] columns = KnownMaps.columns(
                z -> KnownMaps.between(spread.apply(z), 1 - t, KnownMaps.affine(spread.apply(z)), t), d);
        double[][] seen = covariance(found.map().push(x, t, Monitor.none()));
        double wrong = 0;
        double all = 0;
        for (int k = 0; k < d; k++) {
            for (int l = 0; l < d; l++) {
                double expected = 0;
                for (double[] column : columns) {
                    expected += column[k] * column[l];
                }
                wrong += Math.pow(seen[k][l] - expected, 2);
                all += expected * expected;
            }
        }
        // of 20,000 rows, whose own covariance is off by about 1 %
        assertTrue(Math.sqrt(wrong / all) < 0.03, "relative error of the covariance " + Math.sqrt(wrong / all));
    }

    private static double[][] covariance(RowMatrix rows) {
        int d = rows.columns();
        double[] mean = new double[d];
        double[][] covariance = new double[d][d];
        for (int i = 0; i < rows.rows(); i++) {
            for (int k = 0; k < d; k++) {
                mean[k] += (double) rows.get(i, k) / rows.rows();
            }
        }
        for (int i = 0; i < rows.rows(); i++) {
            for (int k = 0; k < d; k++) {
                for (int l = 0; l < d; l++) {
                    covariance[k][l] += (rows.get(i, k) - mean[k]) * (rows.get(i, l) - mean[l]) / rows.rows();
                }
            }
        }
        return covariance;
    }

    /** A map with a bend and a long tail, of which an affine one misses most. */
    @Test
    void otherRowsAreMovedByMoreThanMoments() {
        BrenierMap.Found found = BrenierMap.find(
                KnownMaps.coupling(KnownMaps::skewed, false, 2, 4000, 10), settings(1000, null), Monitor.none());
        RowMatrix x = fresh(false, 2, 4000);
        double error = KnownMaps.error(found.map().push(x, 1, Monitor.none()), x, KnownMaps::skewed);
        // the best affine map is off by 0.6
        assertTrue(error < 0.25, "relative error of the map " + error);
        assertTrue(found.map().smoothing().isPresent() && found.map().chance() > 0);
        // E|T(x) - x|^2 = 0.842 over 400,000 rows; a bound by moments is far below
        TransportCosts costs = found.costs();
        assertTrue(costs.least() < 0.5, costs.toString());
        assertEquals(0.842, costs.squaredDistance(), 0.15, costs.toString());
        assertTrue(costs.map() < costs.exactPlan() && costs.exactPlan() < costs.pairs(), costs.toString());
    }

    @Test
    void aGivenSmoothingIsTaken() {
        Coupling coupling = KnownMaps.coupling(KnownMaps::skewed, false, 2, 600, 10);
        RowMatrix x = fresh(false, 2, 1000);
        double rough = error(coupling, 0.1, x);
        double smooth = error(coupling, 5.0, x);
        assertTrue(rough < 0.3 && smooth > 0.5, rough + " with little smoothing, with much " + smooth);
    }

    private static double error(Coupling coupling, double smoothing, RowMatrix x) {
        BrenierMap map = BrenierMap.find(coupling, settings(400, smoothing), Monitor.none())
                .map();
        assertEquals(OptionalDouble.of(smoothing), map.smoothing());
        return KnownMaps.error(map.push(x, 1, Monitor.none()), x, KnownMaps::skewed);
    }

    /** Columns that are the same up to a factor have a covariance without inverse. */
    @Test
    void columnsThatGoTogetherAreMovedTogether() {
        RowMatrix line = KnownMaps.rows(z -> new double[] {z[0], 2 * z[0]}, true, 2, 500, 3);
        RowMatrix twice = KnownMaps.rows(z -> new double[] {2 * z[0] + 1, 4 * z[0] + 2}, true, 2, 500, 4);
        Coupling coupling = fit(KnownMaps.table(twice), KnownMaps.table(line));
        RowMatrix pushed = BrenierMap.find(coupling, settings(200, null), Monitor.none())
                .map()
                .push(RowMatrix.of(new float[] {1, 2, -1, -2}, 2), 1, Monitor.none());
        for (int i = 0; i < 2; i++) {
            assertEquals(2 * pushed.get(i, 0), pushed.get(i, 1), 1e-3);
            assertEquals(i == 0 ? 3 : -1, pushed.get(i, 0), 0.3);
        }
    }

    private static Coupling fit(Table target, Table source) {
        return Coupling.fit(
                new CouplingSettings.Independent(),
                target,
                Optional.of(source),
                new EncodingSettings(Scaling.NONE, false, false, 0),
                1,
                Monitor.none());
    }

    @Test
    void theSameSeedGivesTheSameMap() {
        Coupling coupling = KnownMaps.coupling(KnownMaps::skewed, true, 2, 400, 10);
        RowMatrix x = fresh(true, 2, 700);
        BrenierMap.Found first = BrenierMap.find(coupling, settings(200, null), Monitor.none());
        BrenierMap.Found second = BrenierMap.find(coupling, settings(200, null), Monitor.none());
        assertEquals(first.costs(), second.costs());
        float[] all = first.map().push(x, 1, Monitor.none()).toArray();
        assertArrayEquals(all, second.map().push(x, 1, Monitor.none()).toArray());
        // row by row as in chunks
        RowMatrix last = RowMatrix.of(new float[] {x.get(699, 0), x.get(699, 1)}, 2);
        assertEquals(all[1398], first.map().push(last, 1, Monitor.none()).get(0, 0));
    }

    @Test
    void whatCannotBeMovedIsNamed() {
        Table texts = new Table(
                List.of(new ColumnInfo("size", ColumnKind.LONG), new ColumnInfo("x", ColumnKind.DOUBLE)),
                new double[][] {sizes(60), numbers(60)},
                60);
        Coupling labelled = Coupling.fit(
                new CouplingSettings.Independent(),
                texts,
                Optional.empty(),
                new EncodingSettings(Scaling.QUANTILE, true, false, 1).with(Modelling.AUTOMATIC),
                1,
                Monitor.none());
        FlowException error =
                assertThrows(FlowException.class, () -> BrenierMap.find(labelled, settings(50, null), Monitor.none()));
        assertTrue(
                error.problem().contains("\"size\"") && error.remedy().contains("condition columns"), error.problem());
        Coupling few = KnownMaps.coupling(KnownMaps::affine, false, 2, 22, 10);
        FlowException scarce =
                assertThrows(FlowException.class, () -> BrenierMap.find(few, settings(50, null), Monitor.none()));
        assertTrue(scarce.problem().contains("source rows of the coupling are too few"), scarce.problem());
        BrenierMap map = BrenierMap.find(
                        KnownMaps.coupling(KnownMaps::affine, true, 2, 60, 10), settings(50, 0.4), Monitor.none())
                .map();
        FlowException time = assertThrows(FlowException.class, () -> map.push(fresh(true, 2, 5), 1.5, Monitor.none()));
        assertTrue(time.problem().contains("The time is 1.5, but must be between 0 and 1."), time.problem());
        FlowException columns = assertThrows(FlowException.class, () -> map.push(fresh(true, 3, 5), 1, Monitor.none()));
        assertTrue(columns.problem().contains("3 columns, but the map has 2"), columns.problem());
    }

    private static double[] sizes(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i % 3).toArray();
    }

    private static double[] numbers(int n) {
        return IntStream.range(0, n).mapToDouble(i -> 0.37 * i * i).toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "19; 0.1; rows of a plan is 19, but must be between 20 and 5,000",
                "5001; 0.1; rows of a plan is 5,001",
                "100; 0; smoothing of the map is 0, but must be between 0.001 and 10",
                "100; 11; smoothing of the map is 11"
            })
    void settingsNameWhatIsAllowed(int rows, double smoothing, String words) {
        FlowException error = assertThrows(FlowException.class, () -> settings(rows, smoothing));
        assertTrue(error.problem().contains(words), error.problem());
    }

    @Test
    void aCancelDoesNotWaitForThePlans() {
        Coupling coupling = KnownMaps.coupling(KnownMaps::skewed, true, 2, 8000, 10);
        AtomicLong cancelled = new AtomicLong();
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {
                if (message.startsWith("Means and covariances")) {
                    cancelled.compareAndSet(0, System.nanoTime() + 300_000_000L);
                }
            }

            @Override
            public boolean cancelled() {
                return cancelled.get() > 0 && System.nanoTime() > cancelled.get();
            }
        };
        assertThrows(CancellationException.class, () -> BrenierMap.find(coupling, settings(3000, 0.001), monitor));
        assertTrue(System.nanoTime() - cancelled.get() < LONGEST_NANOS);
    }
}
