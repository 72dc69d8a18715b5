// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.sampling.VelocityFunction;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;

class MoversTest {
    private static final FlowModel RANDOM = TestModels.random(2);
    private static final FlowModel DISTILLED = new FlowModel(
            RANDOM.network(),
            RANDOM.weights(),
            new OneStepMap(RANDOM.velocity()),
            RANDOM.encoding(),
            RANDOM.source(),
            RANDOM.provenance());
    private static final RowMatrix ROWS = SourceRows.gaussian(5, 2, 1, 3);
    private static final SamplingSettings ONE = SamplingSettings.of(Solver.EULER, 1);

    private static RowMatrix moved(FlowModel model, RowMatrix rows, SamplingSettings settings) {
        return Movers.of(model)
                .move(model, rows, Optional.empty(), settings, Monitor.none())
                .end();
    }

    private static LogDensities density(FlowModel model) {
        return Movers.of(model)
                .logDensity(model, ROWS, Optional.empty(), LikelihoodSettings.defaults(), Monitor.none());
    }

    /** dx = (ln 2) x dt doubles every row from t = 0 to 1, and halves the density of each of two columns. */
    @Test
    void aSolverFollowsAVelocityBothWaysWithItsDensity() {
        double rate = Math.log(2);
        FlowModel doubling =
                TestModels.linear(new double[][] {{rate, 0}, {0, rate}}, new double[] {0, 0}, new LinearPath());
        SamplingSettings steps = SamplingSettings.of(Solver.RK4, 20);
        RowMatrix end = moved(doubling, ROWS, steps);
        double[] logDensity = density(doubling).logDensity();
        for (int row = 0; row < ROWS.rows(); row++) {
            double squares = 0;
            for (int column = 0; column < 2; column++) {
                assertEquals(2 * ROWS.get(row, column), end.get(row, column), 1e-4);
                squares += Math.pow(ROWS.get(row, column) / 2, 2);
            }
            assertEquals(-squares / 2 - Math.log(2 * Math.PI) - 2 * Math.log(2), logDensity[row], 1e-3);
        }
        assertArrayEquals(
                ROWS.toArray(),
                moved(doubling, end, steps.toward(Direction.BACKWARD)).toArray(),
                1e-4f);
    }

    @Test
    void aMapMovesRowsByTheVelocityOfTheFirstTime() {
        float[] expected = ROWS.toArray();
        try (VelocityFunction velocity = VelocityFunction.of(RANDOM)) {
            float[] v = velocity.at(0, ROWS.toArray());
            for (int i = 0; i < expected.length; i++) {
                expected[i] += v[i];
            }
        }
        assertArrayEquals(expected, moved(DISTILLED, ROWS, ONE).toArray(), 1e-5f);
    }

    @Test
    void aMapGoesForwardInOneStepWithoutADensity() {
        assertDoesNotThrow(() -> Movers.of(DISTILLED.dynamics()).require(ONE));
        for (SamplingSettings other : new SamplingSettings[] {
            SamplingSettings.of(Solver.EULER, 2), SamplingSettings.of(Solver.RK4, 1), ONE.toward(Direction.BACKWARD)
        }) {
            assertDoesNotThrow(() -> Movers.of(RANDOM).require(other));
            FlowException before =
                    assertThrows(FlowException.class, () -> Movers.of(DISTILLED).require(other));
            FlowException then = assertThrows(FlowException.class, () -> moved(DISTILLED, ROWS, other));
            assertEquals(then.getMessage(), before.getMessage());
        }
        FlowException e = assertThrows(FlowException.class, () -> density(DISTILLED));
        assertTrue(e.problem().contains("no velocity along the way"), e.problem());
        assertTrue(e.remedy().contains("from which it was made"), e.remedy());
    }
}
