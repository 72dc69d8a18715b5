// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.field.StageLaw;
import org.flowmatch.engine.gpu.CudaFailure;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.gpu.OutOfTorchMemory;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;

/** The CPU stands for a GPU here, whose memory a law says not to suffice. */
class StateSolverTest {
    /** x' = a x, where a is a law's weight of the point. */
    private static final Fragment PROPORTIONAL = Fragment.of(
            """
            # fragment: proportional
            # gives: enter, leave, row_means, evaluate

            def enter(self, rows: Tensor) -> Tensor:
                return rows
            def leave(self, x: Tensor) -> Tensor:
                return x
            def row_means(self, z: Tensor) -> Tensor:
                return torch.mean(z, [1])
            def evaluate(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], terms: List[float], at: int) -> Tensor:
                return torch.mul(x, terms[6 * at + 2])
            """);

    private static final RowMatrix START = SourceRows.gaussian(3000, 2, 1, 1);

    /** Asks for more memory than there is in its first calls. */
    private static final class Greedy implements StageLaw {
        private final RuntimeException failure = CudaFailure.of("CUDA out of memory. Tried to allocate 2.50 GiB.", null)
                .orElseThrow();
        private final AtomicInteger calls = new AtomicInteger();
        private final int failures;

        Greedy(int failures) {
            this.failures = failures;
        }

        @Override
        public FieldTerms at(double t, double h, double c) {
            if (calls.getAndIncrement() < failures) {
                throw failure;
            }
            return new FieldTerms(t, 1, -1, 0, 0);
        }
    }

    private static Solution solve(StageLaw law, DeviceChoice.Resolved resolved) {
        StateEquation equation = new StateEquation(
                TestModels.random(2),
                List.of(PROPORTIONAL, StateEquation.EUCLIDEAN),
                List.of(),
                law,
                ConditionWeight.LEARNT,
                1);
        double[] grid = {0, 0.25, 0.5, 0.75, 1};
        return StateSolver.solve(
                equation,
                START,
                grid,
                SamplingSettings.of(Solver.EULER, 4).solving(),
                "Sampled",
                resolved,
                Monitor.none());
    }

    private static DeviceChoice.Resolved device(boolean orCpu) {
        return new DeviceChoice.Resolved(Device.CPU, Optional.empty(), orCpu);
    }

    @Test
    void whenTheMemoryOfTheGpuDoesNotSufficeTheCpuSolvesAllRows() {
        Solution solution = solve(new Greedy(1), device(true));
        assertEquals(List.of("Computing on the CPU: The memory of the GPU is not large enough."), solution.warnings());
        assertEquals(4, solution.nfe(), "evaluations of the first attempt do not count");
        float[] expected = START.toArray();
        for (int i = 0; i < expected.length; i++) {
            expected[i] *= (float) Math.pow(0.75, 4);
        }
        assertArrayEquals(expected, solution.end().toArray(), 1e-6f);
    }

    @Test
    void aDeviceThatWasChosenByNameIsKept() {
        Greedy law = new Greedy(Integer.MAX_VALUE);
        assertSame(law.failure, assertThrows(OutOfTorchMemory.class, () -> solve(law, device(false))));
    }

    @Test
    void thereIsNoThirdAttempt() {
        Greedy law = new Greedy(Integer.MAX_VALUE);
        assertSame(law.failure, assertThrows(OutOfTorchMemory.class, () -> solve(law, device(true))));
    }
}
