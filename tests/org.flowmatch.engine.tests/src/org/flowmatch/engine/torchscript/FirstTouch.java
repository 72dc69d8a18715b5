// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import org.flowmatch.engine.gpu.Device;

/** A program for a JVM of its own, whose first use of libtorch happens under a foreign context class loader. */
public final class FirstTouch {

    private static final TorchArchive SQUARE = TorchArchive.of(
            "Square",
            """
            def forward(self, x: Tensor) -> Tensor:
                return torch.mul(x, x)
            """);

    private FirstTouch() {}

    /** @param arguments "null" or "platform": the context class loader */
    public static void main(String[] arguments) {
        Thread.currentThread()
                .setContextClassLoader("null".equals(arguments[0]) ? null : ClassLoader.getPlatformClassLoader());
        System.out.println("square " + square(3));
    }

    static float square(float x) {
        try (Program program = Program.load(SQUARE, Device.CPU)) {
            return program.call("forward", Argument.of(program.tensor(new float[] {x}, 1)))[0]
                    .floats()[0];
        }
    }
}
