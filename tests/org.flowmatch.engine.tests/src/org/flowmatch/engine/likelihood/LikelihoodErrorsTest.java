// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;

class LikelihoodErrorsTest {
    private static final FlowModel MODEL = TestModels.random(2);

    @Test
    void aTableAsSourceHasNoDensity() {
        FlowModel model = with(SourceLaw.TABLE, false);
        assertTrue(model.dynamics()
                .densityObstacle(model.pairs())
                .orElseThrow()
                .reason()
                .contains("source table"));
        refuses("source table", model, RowMatrix.of(new float[2], 2), Optional.empty());
    }

    @Test
    void aDistilledModelHasNoDensity() {
        refuses("one step", with(SourceLaw.GAUSSIAN, true), RowMatrix.of(new float[2], 2), Optional.empty());
        assertEquals(Optional.empty(), MODEL.dynamics().densityObstacle(MODEL.pairs()));
    }

    @Test
    void rowsAndConditionsMustFit() {
        refuses("3 encoded columns", MODEL, RowMatrix.of(new float[3], 3), Optional.empty());
        refuses("no rows to score", MODEL, RowMatrix.of(new float[0], 2), Optional.empty());
        RowMatrix conditions = RowMatrix.of(new float[4], 4);
        refuses("has no conditions", MODEL, RowMatrix.of(new float[2], 2), Optional.of(conditions));
    }

    /** 2^31 numbers: the state of 4 million rows with 1,000 probes each does not fit into an array. */
    @Test
    void tooManyProbesForTheRowsAreTold() {
        RowMatrix rows = new RowMatrix() {
            @Override
            public int rows() {
                return 4_000_000;
            }

            @Override
            public int columns() {
                return 2;
            }

            @Override
            public float get(int row, int column) {
                return 0;
            }

            @Override
            public void copyRow(int row, float[] dst, int off) {}
        };
        LikelihoodSettings settings = new LikelihoodSettings(
                SamplingSettings.of(Solver.EULER, 1), Divergence.HUTCHINSON, 1000, ProbeLaw.RADEMACHER, 0);
        FlowException error = assertThrows(
                FlowException.class, () -> Likelihood.of(MODEL, rows, Optional.empty(), settings, Monitor.none()));
        assertTrue(error.problem().contains("4000000 rows with 1000 probes"), error.problem());
        assertTrue(error.problem().contains("at most 2143197 rows"), error.problem());
        assertTrue(error.remedy().contains("fewer probes"), error.remedy());
    }

    private static void refuses(String words, FlowModel model, RowMatrix rows, Optional<RowMatrix> conditions) {
        FlowException error = assertThrows(
                FlowException.class,
                () -> Likelihood.of(model, rows, conditions, LikelihoodSettings.defaults(), Monitor.none()));
        assertTrue(error.problem().contains(words), error.problem());
    }

    @Test
    void settingsNameWhatIsAllowed() {
        SamplingSettings ode = SamplingSettings.adaptive(1e-4);
        refuses("The number of probes is 1, but must be between 2 and 1,000.", ode, 1);
        refuses("The number of probes is 1,001, but must be between 2 and 1,000.", ode, 1001);
        refuses("Guidance with the weight 2.0 has no likelihood", ode.withGuidance(Guidance.of(2)), 8);
        refuses("another one", ode.onSchedule(new CosinePath(0)), 8);
        refuses("EULER_MARUYAMA", SamplingSettings.of(Solver.EULER_MARUYAMA, 10), 8);
    }

    private static void refuses(String words, SamplingSettings solver, int probes) {
        FlowException error = assertThrows(
                FlowException.class,
                () -> new LikelihoodSettings(solver, Divergence.EXACT, probes, ProbeLaw.GAUSSIAN, 0));
        assertTrue(error.problem().contains(words), error.problem());
    }

    @Test
    void aCancelTakesEffectWithinASecond() {
        FlowModel slow = TestModels.random(
                20, new Mlp(List.of(1024, 1024), Activation.SILU, new TimeFeatures.Raw()), new LinearPath(), 1);
        RowMatrix rows = SourceRows.gaussian(2000, 20, 1, 1);
        // loading the native library is not what is measured
        Likelihood.of(
                MODEL,
                SourceRows.gaussian(1, 2, 1, 1),
                Optional.empty(),
                LikelihoodSettings.defaults(),
                Monitor.none());
        long cancelled = System.nanoTime() + 500_000_000L;
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return System.nanoTime() - cancelled > 0;
            }
        };
        LikelihoodSettings settings = new LikelihoodSettings(
                SamplingSettings.of(Solver.RK4, 10_000), Divergence.EXACT, 8, ProbeLaw.GAUSSIAN, 0);
        assertThrows(CancellationException.class, () -> Likelihood.of(slow, rows, Optional.empty(), settings, monitor));
        // a second on an idle computer, hours without the cancel
        assertTrue(System.nanoTime() - cancelled < 5_000_000_000L);
    }

    private static FlowModel with(SourceLaw source, boolean oneStep) {
        return new FlowModel(
                MODEL.network(),
                MODEL.weights(),
                oneStep ? new OneStepMap(MODEL.velocity()) : MODEL.velocity(),
                MODEL.encoding(),
                source,
                MODEL.provenance());
    }
}
