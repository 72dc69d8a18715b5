// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.processor;

import java.util.Arrays;
import java.util.Set;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.processor.ProcessorChoice.Products;
import org.flowmatch.engine.processor.ProcessorChoice.Silu;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;

/** Measures the forms of a {@link ProcessorChoice} on one thread: some hundredths of a second, most of them compiling. */
final class ProcessorProbe {
    /** Where a row's bits were seen to be the same in every split of rows among layers. */
    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

    private static final int ROUNDS = 15;
    private static final int REPEAT = 1;
    /** Numbers of a layer that fit any processor's second-level cache several times. */
    private static final int NUMBERS = 1 << 14;

    private static final int WIDTH = 256;
    private static final int ROWS = 128;
    /** A form that is not faster by this much might have been disturbed; the usual one then stays. */
    private static final double CLEARLY = 0.8;

    private static final String TANH =
            """
            def forward(self, z: List[Tensor], one: Tensor, repeat: int) -> Tensor:
                for i in range(repeat):
                    h = torch.addcmul(z[0], z[0], torch.tanh(z[0], out=z[1]), out=z[2])
                    g = torch.addcmul(z[0], z[0], torch.lerp(h, one, z[1], out=z[1]), out=z[3])
                return z[3]
            """;

    private static final String SIGMOID =
            """
            def forward(self, z: List[Tensor], one: Tensor, repeat: int) -> Tensor:
                for i in range(repeat):
                    h = torch.mul(z[0], torch.sigmoid(z[0], out=z[1]), out=z[2])
                    g = torch.mul(z[0], torch.lerp(h, one, z[1], out=z[1]), out=z[3])
                return z[3]
            """;

    private static final String MATRICES =
            """
            def forward(self, z: List[Tensor], one: Tensor, repeat: int) -> Tensor:
                y = z[2]
                for i in range(repeat):
                    y = torch.mm(z[0], z[1], out=z[2])
                return y
            """;

    private static final String LAYERS =
            """
            def forward(self, z: List[Tensor], one: Tensor, repeat: int) -> Tensor:
                y = z[3]
                for i in range(repeat):
                    y = ops.mkldnn._linear_pointwise(z[3], z[0], z[4], "none", annotate(List[Optional[number]], []), None)
                return y
            """;

    private ProcessorProbe() {}

    static ProcessorChoice measured() {
        long[] vector = {NUMBERS};
        boolean sigmoid = faster(TANH, SIGMOID, vector, vector, vector, vector);
        long[][] layer = {{WIDTH, WIDTH}, {WIDTH, ROWS}, {WIDTH, ROWS}, {ROWS, WIDTH}, {WIDTH}};
        boolean layers = X86_64.contains(System.getProperty("os.arch")) && faster(MATRICES, LAYERS, layer);
        return new ProcessorChoice(sigmoid ? Silu.SIGMOID : Silu.TANH, layers ? Products.LAYERS : Products.MATRICES);
    }

    /** Whether the other form is clearly faster. One that libtorch does not have here is not. */
    private static boolean faster(String usual, String other, long[]... shapes) {
        if (!Program.compiles(archive(other))) {
            return false;
        }
        try (Form first = new Form(usual, shapes);
                Form second = new Form(other, shapes)) {
            first.seconds();
            second.seconds();
            double least = Double.POSITIVE_INFINITY;
            double others = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS; round++) {
                least = Math.min(least, first.seconds());
                others = Math.min(others, second.seconds());
            }
            return others < CLEARLY * least;
        }
    }

    private static TorchArchive archive(String text) {
        return TorchArchive.of("Probe", text);
    }

    /** One form with its tensors of numbers about 1. */
    private static final class Form implements AutoCloseable {
        private final Program program;
        private final Argument[] arguments;

        Form(String text, long[]... shapes) {
            program = Program.load(archive(text), Device.CPU);
            try {
                arguments = new Argument[] {
                    Argument.of(Arrays.stream(shapes).map(this::numbers).toList()),
                    Argument.of(program.tensor(new float[] {1}, 1)),
                    Argument.of((long) REPEAT)
                };
            } catch (RuntimeException e) {
                program.close();
                throw e;
            }
        }

        private Tensor numbers(long[] shape) {
            float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 7 - 3;
            }
            return program.tensor(values, shape);
        }

        double seconds() {
            long began = System.nanoTime();
            program.call("forward", arguments)[0].close();
            return (System.nanoTime() - began) * 1e-9;
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
