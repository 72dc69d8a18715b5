// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.processor.Processor;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.TorchArchive;

/** What one core can do at most, in floating-point operations per second of its time: the best of some tries. */
final class PeakWork {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SIZE = 2_048;
    private static final int TRIES = 5;
    private static final int NUMBERS = 512;
    private static final int SWEEPS = 40_000;
    /** Multiplications and additions of one number in one sweep. */
    private static final int CHAIN = 8;

    private static final String MATRICES = "torch.mm(x, x)";
    private static final String LAYERS =
            "ops.mkldnn._linear_pointwise(x, x, None, \"none\", annotate(List[Optional[number]], []), None)";

    private PeakWork() {}

    /** matrices and layers, by products of 2,048^3; loop, by multiplications and additions in Java; choice, the forms in use. */
    static Request measured() {
        return Request.of(
                "ok",
                "matrices",
                product(MATRICES),
                "layers",
                product(LAYERS),
                "loop",
                loop(),
                "choice",
                Processor.choice().text());
    }

    /** 0 where libtorch does not have it. */
    private static double product(String expression) {
        TorchArchive archive =
                TorchArchive.of("Peak", "def forward(self, x: Tensor) -> Tensor:\n    return " + expression + "\n");
        if (!Program.compiles(archive)) {
            return 0;
        }
        try (Program program = Program.load(archive, Device.CPU)) {
            Argument x = Argument.of(program.zeros(SIZE, SIZE));
            double best = 0;
            for (int k = 0; k < TRIES; k++) {
                long began = THREADS.getCurrentThreadCpuTime();
                program.call("forward", x)[0].close();
                best = Math.max(best, 2e9 * SIZE * SIZE * SIZE / (THREADS.getCurrentThreadCpuTime() - began));
            }
            return best;
        }
    }

    private static double loop() {
        float[] x = new float[NUMBERS];
        double best = 0;
        for (int k = 0; k < TRIES; k++) {
            long began = THREADS.getCurrentThreadCpuTime();
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                sweep(x, 0.5f, 1e-3f);
            }
            best = Math.max(best, 2e9 * CHAIN * NUMBERS * SWEEPS / (THREADS.getCurrentThreadCpuTime() - began));
        }
        if (!(x[0] > 0)) {
            throw new IllegalStateException("the loop computed " + x[0]);
        }
        return best;
    }

    private static void sweep(float[] x, float a, float b) {
        for (int i = 0; i < x.length; i++) {
            float once = Math.fma(Math.fma(x[i], a, b), a, b);
            float twice = Math.fma(Math.fma(once, a, b), a, b);
            float thrice = Math.fma(Math.fma(twice, a, b), a, b);
            x[i] = Math.fma(Math.fma(thrice, a, b), a, b);
        }
    }
}
