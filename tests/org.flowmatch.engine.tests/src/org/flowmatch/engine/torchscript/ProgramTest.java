// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flowmatch.engine.MemoryUse;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.gpu.OutOfTorchMemory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private static final TorchArchive METHODS = TorchArchive.of(
            "Methods",
            """
            def weighted(self, x: Tensor, factor: float, times: int, negate: bool) -> Tensor:
                y = torch.mul(x, factor * float(times))
                if negate:
                    y = torch.neg(y)
                return y

            def polynomial(self, x: Tensor, coefficients: List[float], powers: List[int]) -> Tensor:
                y = torch.zeros_like(x)
                for i in range(len(powers)):
                    y = torch.add(y, torch.pow(x, powers[i]), alpha=coefficients[i])
                return y

            def sums(self, tensors: List[Tensor]) -> List[Tensor]:
                sums = annotate(List[Tensor], [])
                for i in range(len(tensors)):
                    sums.append(torch.sum(tensors[i]))
                return sums

            def halves(self, x: Tensor) -> Tuple[Tensor, Tensor]:
                n = torch.size(x, 0) // 2
                return torch.narrow(x, 0, 0, n), torch.narrow(x, 0, n, n)

            def transposed(self, x: Tensor) -> Tensor:
                return torch.t(x)

            def increment(self, x: Tensor) -> Tensor:
                return torch.add_(x, 1.0)
            """);

    @Test
    void argumentsOfEveryTypeArrive() {
        try (Program program = Program.load(METHODS, Device.CPU)) {
            Tensor x = program.tensor(new float[] {1, 2}, 2);
            Tensor weighted =
                    program.call("weighted", Argument.of(x), Argument.of(0.5), Argument.of(6L), Argument.of(true))[0];
            assertArrayEquals(new float[] {-3, -6}, weighted.floats());
            Tensor polynomial = program.call(
                            "polynomial", Argument.of(x), Argument.of(new double[] {1, 10}), Argument.of(new long[] {
                                2, 3
                            }))[0];
            assertArrayEquals(new float[] {11, 84}, polynomial.floats());
            Tensor[] sums = program.call("sums", Argument.of(List.of(x, weighted)));
            assertEquals(2, sums.length);
            assertArrayEquals(new float[] {3}, sums[0].floats());
            assertArrayEquals(new float[] {-9}, sums[1].floats());
        }
    }

    @Test
    void resultsMayBeViewsAndAreReadInTheirOwnOrder() {
        try (Program program = Program.load(METHODS, Device.CPU)) {
            Tensor x = program.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, program.call("transposed", Argument.of(x))[0].floats());
            Tensor[] halves = program.call("halves", Argument.of(x));
            assertArrayEquals(new float[] {4, 5, 6}, halves[1].floats());
            float[] into = new float[5];
            halves[0].copyTo(into, 2);
            assertArrayEquals(new float[] {0, 0, 1, 2, 3}, into);
            Tensor part = program.tensorAt(new float[] {9, 8, 7, 6}, 1, new long[] {2});
            assertArrayEquals(new float[] {8, 7}, part.floats());
            assertArrayEquals(new float[] {0, 0, 0}, program.zeros(3).floats());
        }
    }

    @Test
    void stateLivesInTensorsThatChangeInPlace() {
        try (Program program = Program.load(METHODS, Device.CPU)) {
            float[] numbers = {1, 2};
            Tensor x = program.tensor(numbers, 2);
            program.call("increment", Argument.of(x));
            program.call("increment", Argument.of(x));
            assertArrayEquals(new float[] {3, 4}, x.floats());
            assertArrayEquals(new float[] {1, 2}, numbers);
        }
    }

    @Test
    void closingEndsTheUseOfTensors() {
        Program program = Program.load(METHODS, Device.CPU);
        Tensor x = program.tensor(new float[] {1}, 1);
        Tensor closed = program.tensor(new float[] {2}, 1);
        closed.close();
        assertThrows(IllegalStateException.class, closed::floats);
        assertArrayEquals(new float[] {1}, x.floats());
        program.close();
        assertThrows(IllegalStateException.class, x::floats);
    }

    @Test
    void aClosedProgramIsNotCalled() {
        Program first = Program.load(METHODS, Device.CPU);
        Tensor ofFirst = first.tensor(new float[] {1}, 1);
        first.close();
        first.close();
        assertThrows(IllegalStateException.class, () -> first.call("increment", Argument.of(ofFirst)));
        try (Program second = Program.load(METHODS, Device.CPU);
                Program third = Program.load(METHODS, Device.CPU)) {
            Tensor x = second.tensor(new float[] {2}, 1);
            Tensor y = third.tensor(new float[] {3}, 1);
            second.call("increment", Argument.of(x));
            third.call("increment", Argument.of(y));
            assertArrayEquals(new float[] {3}, x.floats());
            assertArrayEquals(new float[] {4}, y.floats());
            assertThrows(IllegalStateException.class, () -> first.call("increment", Argument.of(x)));
        }
    }

    /** More texts than are kept compiled: the first ones were thrown away and must compile again. */
    @Test
    void anyNumberOfTextsWorksInTurn() {
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < 40; i++) {
                String text = "def plus(self, x: Tensor) -> Tensor:\n    return torch.add(x, " + i + ".0)\n";
                try (Program program = Program.load(TorchArchive.of("Plus", text), Device.CPU)) {
                    Tensor x = program.tensor(new float[] {1}, 1);
                    assertArrayEquals(new float[] {1 + i}, program.call("plus", Argument.of(x))[0].floats());
                }
            }
        }
    }

    /** 40 programs with 64 MB each would take 2.5 GB if closing freed nothing. */
    @Test
    void closingGivesMemoryBack() {
        Assumptions.assumeTrue(MemoryUse.now().resident().isPresent(), "only Linux tells the resident memory");
        long before = residentKilobytes();
        float[] numbers = new float[1 << 24];
        for (int i = 0; i < 40; i++) {
            try (Program program = Program.load(METHODS, Device.CPU)) {
                program.call("increment", Argument.of(program.tensor(numbers, numbers.length)));
            }
        }
        assertTrue(residentKilobytes() - before < 600_000, "grew from " + before + " kB");
    }

    private static long residentKilobytes() {
        return MemoryUse.now().resident().orElseThrow() >> 10;
    }

    @Test
    void tooMuchMemoryIsAnErrorForPeople() {
        try (Program program = Program.load(METHODS, Device.CPU)) {
            OutOfTorchMemory e = assertThrows(OutOfTorchMemory.class, () -> program.zeros(1L << 30, 1L << 20));
            assertEquals("The memory of the computer is not large enough.", e.problem());
            assertFalse(e.remedy().isBlank());
        }
    }

    @Test
    void programsRunSideBySide() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<float[]> work = () -> {
                try (Program program = Program.load(METHODS, Device.CPU)) {
                    Tensor x = program.tensor(new float[] {0}, 1);
                    for (int i = 0; i < 2_000; i++) {
                        program.call("increment", Argument.of(x))[0].close();
                    }
                    return x.floats();
                }
            };
            for (Future<float[]> result : threads.invokeAll(List.of(work, work, work, work))) {
                assertArrayEquals(new float[] {2_000}, result.get());
            }
        } finally {
            threads.shutdown();
        }
    }
}
