// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.ConditionCost;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.metric.FlowDiagnostics.ByEvaluations;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.transport.CostScale;
import org.flowmatch.engine.transport.Entropic;
import org.junit.jupiter.api.Test;

/** Flows v = b t, which move noise by b/2 at growing speed: everything about them is known. */
class FlowDiagnosticsTest {
    /** From a cancel to its effect: a second on an idle computer, where others hold the cores more. */
    private static final long LONGEST_NANOS = 5_000_000_000L;

    private static final double[] B = {2, -4};
    private static final FlowModel MODEL = TestModels.linear(new double[2][2], B, new LinearPath());
    /** The target of that flow, N(b/2, I). */
    private static final RowMatrix TARGET = Gaussians.shifted(Gaussians.rows(1000, 2, 1, 0, 7), 1, -2);

    private static final DiagnosticsSettings SETTINGS =
            new DiagnosticsSettings(300, 32, List.of(Solver.EULER, Solver.RK4), DeviceChoice.CPU, 1);

    private static Coupling independent() {
        return new Coupling(new CouplingSettings.Independent(), MODEL.encoding(), TARGET, Optional.empty(), 1);
    }

    private static FlowDiagnostics diagnose(FlowModel model, DiagnosticsSettings settings) {
        return FlowDiagnostics.of(
                model, independent(), Optional.of(new HeldBack(TARGET, Optional.empty())), settings, Monitor.none());
    }

    @Test
    void theGeometryHasItsClosedForm() {
        FlowDiagnostics result = diagnose(MODEL, SETTINGS);
        // |b|^2 = 20: energy |b|^2 / 3, transport cost |b/2|^2, S = integral |b/2 - b t|^2 dt = |b|^2 / 12
        assertEquals(20 / 3.0, result.geometry().pathEnergy(), 2e-3);
        assertEquals(5, result.geometry().transportCost(), 1e-3);
        assertEquals(20 / 12.0, result.geometry().straightness(), 2e-3);
        // a shift is the gradient of a convex function: no pairs of the same rows cost less
        assertEquals(result.geometry().transportCost(), result.planCost(), 1e-3);
        // independent pairs: E|x1 - x0|^2 = |b/2|^2 + 2 d = 9, with a standard error of about 0.1
        assertEquals(9, result.couplingCost(), 0.5);
        // the shift is the optimal transport: W2^2 = 5 and what a sample of 300 adds
        assertEquals(Math.sqrt(5), result.sourceDistance(), 0.25);
        double squared = result.sourceDistance() * result.sourceDistance();
        assertEquals(
                Math.abs(result.geometry().pathEnergy() - squared) / squared, result.normalisedPathEnergy(), 1e-12);
        assertEquals(300, result.rows());
        assertEquals(List.of(), result.warnings());
    }

    /** Euler's k steps move by b (k - 1) / (2 k): the distance is |b| / (2 k) until it drowns in the floor. */
    @Test
    void distancesFallToTheFloorWithTheEvaluations() {
        FlowDiagnostics result = diagnose(MODEL, SETTINGS);
        List<ByEvaluations> euler = of(result, Solver.EULER);
        assertEquals(
                List.of(1, 2, 4, 8, 16, 32),
                euler.stream().map(ByEvaluations::steps).toList());
        for (ByEvaluations point : euler) {
            assertEquals(point.steps(), point.nfe());
            double expected = Math.hypot(Math.sqrt(20) / (2 * point.steps()), result.floor());
            assertEquals(expected, point.distance(), 0.35 * expected, "steps " + point.steps());
        }
        List<ByEvaluations> rk4 = of(result, Solver.RK4);
        assertEquals(List.of(1, 2, 4, 8), rk4.stream().map(ByEvaluations::steps).toList());
        assertEquals(
                List.of(4.0, 8.0, 16.0, 32.0),
                rk4.stream().map(ByEvaluations::nfe).toList());
        // exact for a velocity that is linear in t
        rk4.forEach(point -> assertEquals(result.floor(), point.distance(), 0.5 * result.floor()));
        assertTrue(result.floor() > 0.1 && result.floor() < 0.45, "floor " + result.floor());
    }

    /** Euler's single step of 300 rows leaves a shift of |b| / 2; many steps of RK4 leave none. */
    @Test
    void everyDistanceTellsAShiftFromTheFloor() {
        FlowDiagnostics result = diagnose(MODEL, SETTINGS);
        SampleDistances floors = result.floors();
        SampleDistances shifted = of(result, Solver.EULER).get(0).distances();
        SampleDistances exact = of(result, Solver.RK4).get(3).distances();
        // the root mean square over directions of a shift in the plane is its length / sqrt(2)
        assertEquals(Math.sqrt(20) / 2 / Math.sqrt(2), shifted.of(SampleDistance.SLICED_W2), 0.2);
        // X - Y is N(b/2, 2 I), whose length has a Rice law of mean 2.7373; E|X - X'| is sqrt(pi)
        assertEquals(2 * 2.7373 - 2 * Math.sqrt(Math.PI), shifted.of(SampleDistance.ENERGY), 0.25);
        assertTrue(
                shifted.of(SampleDistance.DISCREPANCY) > 0.5 && shifted.of(SampleDistance.DISCREPANCY) < 1.5,
                "MMD " + shifted.of(SampleDistance.DISCREPANCY));
        assertTrue(exact.of(SampleDistance.SLICED_W2) < 3 * floors.of(SampleDistance.SLICED_W2)
                && floors.of(SampleDistance.SLICED_W2) < 0.2);
        assertTrue(exact.of(SampleDistance.ENERGY) < 6 * floors.of(SampleDistance.ENERGY)
                && floors.of(SampleDistance.ENERGY) < 0.05);
        assertTrue(exact.of(SampleDistance.DISCREPANCY) < 3 * floors.of(SampleDistance.DISCREPANCY)
                && floors.of(SampleDistance.DISCREPANCY) < 0.15);
        assertEquals(
                shifted.of(SampleDistance.W2), of(result, Solver.EULER).get(0).distance());
    }

    /** v = (-2 y, 2 x) turns rows by 2 radians, at a cost of 2 (1 - cos 2) E|x|^2, and makes the law that it started from. */
    @Test
    void theBestPairsOfAFlowThatTurnsCostNextToNothing() {
        FlowModel turning = TestModels.linear(new double[][] {{0, -2}, {2, 0}}, new double[2], new LinearPath());
        FlowDiagnostics result = diagnose(turning, SETTINGS);
        double cost = result.geometry().transportCost();
        assertEquals(4 * (1 - Math.cos(2)), cost, 0.5);
        // W2^2 of 300 rows and the same rows turned: what a sample of a symmetric law lacks of symmetry
        assertTrue(result.planCost() > 0 && result.planCost() < 0.05 * cost, result.planCost() + " of " + cost);
    }

    private static List<ByEvaluations> of(FlowDiagnostics result, Solver solver) {
        return result.distances().stream().filter(p -> p.solver() == solver).toList();
    }

    @Test
    void theFirstStepsOfAdamsBashforthTakeFourEvaluationsEach() {
        DiagnosticsSettings settings =
                new DiagnosticsSettings(50, 32, List.of(Solver.ADAMS_BASHFORTH), DeviceChoice.CPU, 1);
        List<ByEvaluations> points = diagnose(MODEL, settings).distances();
        assertEquals(
                List.of(4.0, 8.0, 16.0, 32.0),
                points.stream().map(ByEvaluations::nfe).toList());
        assertEquals(
                List.of(1, 2, 7, 23), points.stream().map(ByEvaluations::steps).toList());
    }

    @Test
    void aDistilledModelIsMeasuredByItsOneStep() {
        FlowModel model = new FlowModel(
                MODEL.network(),
                MODEL.weights(),
                new OneStepMap(MODEL.velocity()),
                MODEL.encoding(),
                MODEL.source(),
                MODEL.provenance());
        FlowDiagnostics result = diagnose(model, SETTINGS);
        // at t = 0 this velocity is zero
        assertEquals(0, result.planCost(), 1e-9);
        assertEquals(0, result.geometry().transportCost(), 1e-9);
        assertEquals(1, result.distances().size());
        assertEquals(1, result.distances().get(0).nfe());
    }

    @Test
    void aSourceTableGivesItsRows() {
        FlowModel model = new FlowModel(
                MODEL.network(),
                MODEL.weights(),
                MODEL.dynamics(),
                MODEL.encoding(),
                SourceLaw.TABLE,
                MODEL.provenance());
        FlowException error = assertThrows(FlowException.class, () -> diagnose(model, SETTINGS));
        assertTrue(error.problem().contains("source table"), error.problem());
        RowMatrix source = Gaussians.rows(100, 2, 0.5, 3, 8);
        Coupling coupling =
                new Coupling(new CouplingSettings.Independent(), MODEL.encoding(), TARGET, Optional.of(source), 1);
        FlowDiagnostics result = FlowDiagnostics.of(model, coupling, Optional.empty(), SETTINGS, Monitor.none());
        assertEquals(100, result.rows());
        assertEquals(5, result.geometry().transportCost(), 1e-3);
        assertEquals(2, result.warnings().size());
        assertTrue(
                result.warnings().get(0).contains("own target rows"),
                result.warnings().get(0));
        assertTrue(result.warnings().get(1).contains("100 rows are compared instead of 300"));
    }

    @Test
    void anotherEncodingIsRefused() {
        RowMatrix rows = Gaussians.rows(100, 3, 1, 0, 7);
        Coupling other =
                new Coupling(new CouplingSettings.Independent(), TestModels.encoding(3), rows, Optional.empty(), 1);
        FlowException error = assertThrows(
                FlowException.class,
                () -> FlowDiagnostics.of(MODEL, other, Optional.empty(), SETTINGS, Monitor.none()));
        assertTrue(error.problem().contains("encoded otherwise"), error.problem());
    }

    @Test
    void conditionsMustBelongToTheModel() {
        HeldBack real = new HeldBack(TARGET, Optional.of(RowMatrix.of(new float[2000], 2)));
        FlowException error = assertThrows(
                FlowException.class,
                () -> FlowDiagnostics.of(MODEL, independent(), Optional.of(real), SETTINGS, Monitor.none()));
        assertTrue(error.problem().contains("the model has none"), error.problem());
        assertThrows(
                IllegalArgumentException.class, () -> new HeldBack(TARGET, Optional.of(RowMatrix.of(new float[2], 2))));
    }

    @Test
    void heldBackRowsMustHaveTheModelsColumns() {
        HeldBack real = new HeldBack(Gaussians.rows(100, 3, 1, 0, 7), Optional.empty());
        FlowException error = assertThrows(
                FlowException.class,
                () -> FlowDiagnostics.of(MODEL, independent(), Optional.of(real), SETTINGS, Monitor.none()));
        assertTrue(error.problem().contains("3 encoded columns, but the model has 2"), error.problem());
    }

    /**
     * A predicted target or source row of 0 moves rows straight to 0 or away from it, although such predictions are followed on a
     * part of [0, 1] only.
     */
    @Test
    void aShorterIntervalIsNoDetour() {
        FlowModel velocity = TestModels.linear(new double[2][2], new double[2], new LinearPath());
        for (Prediction prediction : List.of(Prediction.TARGET, Prediction.NOISE)) {
            FlowModel model = new FlowModel(
                    velocity.network(),
                    velocity.weights(),
                    new AffineVelocity(velocity.velocity().path(), prediction),
                    velocity.encoding(),
                    velocity.source(),
                    velocity.provenance());
            FlowDiagnostics result = diagnose(model, SETTINGS);
            FlowGeometry geometry = result.geometry();
            assertTrue(result.planCost() <= geometry.transportCost() * (1 + 1e-6), prediction.toString());
            assertEquals(0, geometry.straightness(), 2e-3 * geometry.transportCost(), prediction.toString());
            assertEquals(1, geometry.pathEnergy() / geometry.transportCost(), 2e-3, prediction.toString());
        }
    }

    @Test
    void settingsNameWhatIsAllowed() {
        refuses("The number of compared rows is 9, but must be between 10 and 5,000.", 9, 8, Solver.EULER);
        refuses("The number of compared rows is 5,001, but must be between 10 and 5,000.", 5001, 8, Solver.EULER);
        refuses("The largest number of evaluations is 0, but must be between 1 and 1,024.", 100, 0, Solver.EULER);
        refuses("DORMAND_PRINCE", 100, 8, Solver.DORMAND_PRINCE);
        refuses("adds noise", 100, 8, Solver.EULER_MARUYAMA);
        refuses("No solver is chosen.", 100, 8);
    }

    private static void refuses(String words, int rows, int nfe, Solver... solvers) {
        FlowException error = assertThrows(
                FlowException.class, () -> new DiagnosticsSettings(rows, nfe, List.of(solvers), DeviceChoice.CPU, 0));
        assertTrue(error.problem().contains(words), error.problem());
    }

    /** A transport plan that takes hours. */
    @Test
    void aCancelDoesNotWaitForTheCouplingsPlan() {
        CouplingSettings endless = new CouplingSettings.Sinkhorn(
                4096,
                new Entropic(1e-4, CostScale.MEDIAN, Entropic.MOST_ITERATIONS, 1e-12),
                false,
                ConditionCost.DEFAULT);
        RowMatrix many = Gaussians.rows(8000, 2, 1, 0, 7);
        Coupling coupling = new Coupling(endless, MODEL.encoding(), many, Optional.empty(), 1);
        AtomicLong cancelled = new AtomicLong();
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {
                if (message.startsWith("Measured 0 of")) {
                    cancelled.compareAndSet(0, System.nanoTime());
                }
            }

            @Override
            public boolean cancelled() {
                return cancelled.get() != 0;
            }
        };
        assertThrows(
                CancellationException.class,
                () -> FlowDiagnostics.of(MODEL, coupling, Optional.empty(), SETTINGS, monitor));
        assertTrue(System.nanoTime() - cancelled.get() < LONGEST_NANOS);
    }

    @Test
    void aCancelTakesEffectWithinASecond() {
        RowMatrix many = Gaussians.rows(8000, 2, 1, 0, 7);
        Coupling coupling =
                new Coupling(new CouplingSettings.Independent(), MODEL.encoding(), many, Optional.empty(), 1);
        DiagnosticsSettings settings = new DiagnosticsSettings(4000, 1024, List.of(Solver.EULER), DeviceChoice.CPU, 1);
        long cancelled = System.nanoTime() + 3_000_000_000L;
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return System.nanoTime() - cancelled > 0;
            }
        };
        assertThrows(
                CancellationException.class,
                () -> FlowDiagnostics.of(MODEL, coupling, Optional.empty(), settings, monitor));
        assertTrue(System.nanoTime() - cancelled < LONGEST_NANOS);
    }
}
