// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.reflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;

class ReflowPairsTest {
    private static final FlowModel MODEL = TestModels.random(2);

    private static Coupling pairs(FlowModel model, RowMatrix source, SamplingSettings settings) {
        return ReflowPairs.of(model, source, 9, settings, Monitor.none());
    }

    @Test
    void eachPairIsASourceRowAndWhereTheModelTakesIt() {
        RowMatrix source = SourceRows.gaussian(1500, 2, 1, 3);
        SamplingSettings settings = SamplingSettings.of(Solver.HEUN, 7);
        Coupling coupling = pairs(MODEL, source, settings);
        assertSame(source, coupling.source().orElseThrow());
        assertArrayEquals(
                Sampler.sample(MODEL, source, settings, Monitor.none()).end().toArray(),
                coupling.target().toArray());
        assertSame(MODEL.encoding(), coupling.encoding());
        assertEquals(9, coupling.seed());
    }

    /** v = -x: Euler's ten steps take x to 0.9^10 x. */
    @Test
    void pairsGoForwardWhateverTheDirection() {
        FlowModel decay = TestModels.linear(new double[][] {{-1}}, new double[] {0}, new LinearPath());
        RowMatrix source = RowMatrix.of(new float[] {1, 2}, 1);
        SamplingSettings backward = SamplingSettings.of(Solver.EULER, 10).toward(Direction.BACKWARD);
        float[] expected = {(float) Math.pow(0.9, 10), (float) (2 * Math.pow(0.9, 10))};
        assertArrayEquals(expected, pairs(decay, source, backward).target().toArray(), 1e-5f);
    }

    @Test
    void solverAndStepsAreRemembered() {
        RowMatrix source = SourceRows.gaussian(3, 2, 1, 3);
        CouplingSettings.Reflow fixed = (CouplingSettings.Reflow)
                pairs(MODEL, source, SamplingSettings.of(Solver.HEUN, 7)).settings();
        assertEquals("HEUN", fixed.solver());
        assertEquals(7, fixed.steps());
        CouplingSettings.Reflow adaptive = (CouplingSettings.Reflow)
                pairs(MODEL, source, SamplingSettings.adaptive(1e-3)).settings();
        assertEquals("DORMAND_PRINCE", adaptive.solver());
        assertEquals(0, adaptive.steps());
    }

    /** Noise of pairs and of a sampler with the same seed: no row in common, each with variance 1. */
    @Test
    void noiseOfPairsIsNotTheNoiseOfASampler() {
        float[] pairs = ReflowPairs.sourceNoise(MODEL, 5000, 3, Monitor.none()).toArray();
        float[] samples = SourceRows.gaussian(5000, 2, 1, 3).toArray();
        double product = 0;
        double square = 0;
        for (int i = 0; i < pairs.length; i++) {
            product += pairs[i] * samples[i] / pairs.length;
            square += pairs[i] * pairs[i] / pairs.length;
        }
        // standard errors 0.01 and 0.014
        assertEquals(0, product, 0.04);
        assertEquals(1, square, 0.06);
    }

    @Test
    void theLawOfTheSourceIsThatOfTheModel() {
        RowMatrix source = SourceRows.gaussian(3, 2, 1, 3);
        FlowModel ofTable = new FlowModel(
                MODEL.network(),
                MODEL.weights(),
                MODEL.dynamics(),
                MODEL.encoding(),
                SourceLaw.TABLE,
                MODEL.provenance());
        SamplingSettings settings = SamplingSettings.of(Solver.EULER, 1);
        assertEquals(SourceLaw.GAUSSIAN, pairs(MODEL, source, settings).sourceLaw());
        assertEquals(SourceLaw.TABLE, pairs(ofTable, source, settings).sourceLaw());
        FlowException e =
                assertThrows(FlowException.class, () -> ReflowPairs.sourceNoise(ofTable, 3, 1, Monitor.none()));
        assertTrue(e.problem().contains("trained with a source table"), e.problem());
    }

    @Test
    void roundsCountOn() {
        RowMatrix source = SourceRows.gaussian(3, 2, 1, 3);
        FlowModel twice = new FlowModel(
                MODEL.network(),
                MODEL.weights(),
                MODEL.dynamics(),
                MODEL.encoding(),
                MODEL.source(),
                TestModels.provenance(2, List.of()));
        SamplingSettings settings = SamplingSettings.of(Solver.EULER, 1);
        assertEquals(
                1, ((CouplingSettings.Reflow) pairs(MODEL, source, settings).settings()).rounds());
        assertEquals(
                3, ((CouplingSettings.Reflow) pairs(twice, source, settings).settings()).rounds());
    }

    @Test
    void sourceRowsWithOtherColumnsAreRefused() {
        RowMatrix source = SourceRows.gaussian(3, 5, 1, 3);
        assertThrows(FlowException.class, () -> pairs(MODEL, source, SamplingSettings.of(Solver.EULER, 1)));
    }
}
