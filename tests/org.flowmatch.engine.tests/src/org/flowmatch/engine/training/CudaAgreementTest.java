// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.gpu.OutOfTorchMemory;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GPU and CPU compute the same, wherever a GPU is at hand. Bounds allow for another order of float32 sums. */
class CudaAgreementTest {

    @BeforeEach
    void assumeGpu() {
        try {
            DeviceChoice.GPU.resolve(Monitor.none());
        } catch (FlowException e) {
            Assumptions.abort(e.problem());
        }
    }

    private static Training train(DeviceChoice device) {
        return Trainer.train(
                SmallTables.coupling(2_000, "x", "y"),
                new LinearPath(),
                SmallTables.NETWORK,
                SmallTables.settings(200).withDevice(device),
                Optional.empty(),
                Monitor.none());
    }

    @Test
    void trainingGivesTheSameLosses() {
        Training cpu = train(DeviceChoice.CPU);
        Training gpu = train(DeviceChoice.GPU);
        assertTrue(gpu.warnings().isEmpty(), gpu.warnings().toString());
        for (int i = 0; i < cpu.losses().size(); i++) {
            double expected = cpu.losses().get(i).train();
            assertEquals(expected, gpu.losses().get(i).train(), 1e-3 * expected);
        }
    }

    @Test
    void samplesAreTheSame() {
        FlowModel model = train(DeviceChoice.CPU).model();
        Random random = new Random(3);
        float[] start = new float[2 * 5_000];
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) random.nextGaussian();
        }
        RowMatrix rows = RowMatrix.of(start, 2);
        float[] expected = new float[start.length];
        float[] found = new float[start.length];
        for (SamplingSettings settings :
                new SamplingSettings[] {SamplingSettings.of(Solver.RK4, 8), SamplingSettings.adaptive(1e-5)}) {
            Sampler.sample(model, rows, settings.on(DeviceChoice.CPU), Monitor.none())
                    .end()
                    .copyRows(0, 5_000, expected);
            Sampler.sample(model, rows, settings.on(DeviceChoice.GPU), Monitor.none())
                    .end()
                    .copyRows(0, 5_000, found);
            assertArrayEquals(expected, found, 1e-3f);
        }
    }

    @Test
    void tensorsGoToTheCardAndBack() {
        TorchArchive negative =
                TorchArchive.of("Negative", "def forward(self, x: Tensor) -> Tensor:\n    return torch.neg(x)\n");
        try (Program program = Program.load(negative, Device.CUDA)) {
            try (Tensor part = program.tensorAt(new float[] {1, 2, 3, 4, 5}, 2, new long[] {1, 3})) {
                assertArrayEquals(new float[] {3, 4, 5}, part.floats());
            }
            assertThrows(OutOfTorchMemory.class, () -> program.zeros(1L << 42));
        }
    }
}
