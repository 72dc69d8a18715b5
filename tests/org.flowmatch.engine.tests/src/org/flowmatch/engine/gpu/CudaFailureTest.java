// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.TorchArchive;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages in the words of libtorch 2.7. */
class CudaFailureTest {

    private static Optional<FlowException> of(String message) {
        return CudaFailure.of(message, null);
    }

    @Test
    void memoryOfTheCardIsToldWithItsSizesAndTheSettingsToLower() {
        FlowException e = of("The following operation failed in the TorchScript interpreter.\n"
                        + "Traceback ...\n"
                        + "RuntimeError: CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has a total capacity of"
                        + " 7.79 GiB of which 312.00 MiB is free. Of the allocated memory 6.90 GiB is allocated by"
                        + " PyTorch")
                .orElseThrow();
        assertInstanceOf(OutOfTorchMemory.class, e);
        assertEquals(
                "The memory of the GPU is not large enough (2.50 GiB more were asked for, 312.00 MiB of 7.79 GiB are"
                        + " free).",
                e.problem());
        assertTrue(e.remedy().contains("batch size in Velocity Learner"), e.remedy());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)` | The memory of the GPU"
                        + " is not large enough.",
                "[enforce fail at alloc_cpu.cpp:121] . DefaultCPUAllocator: can't allocate memory | The memory of the"
                        + " computer is not large enough.",
                "std::bad_alloc | The memory of the computer is not large enough."
            })
    void allWaysToRunOutOfMemoryAreKnown(String message, String problem) {
        FlowException e = of(message).orElseThrow();
        assertInstanceOf(OutOfTorchMemory.class, e);
        assertEquals(problem, e.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CUDA error: no kernel image is available for execution on the device | PyTorch's CUDA library holds"
                        + " no code for this card.",
                "CUDA error: CUDA driver version is insufficient for CUDA runtime version | The NVIDIA driver is too"
                        + " old for PyTorch's CUDA library.",
                "CUDA driver initialization failed, you might not have a CUDA gpu. | CUDA cannot be started on this"
                        + " computer.",
                "Unexpected error from cudaGetDeviceCount(). Error 802: system not yet initialized CUDA initialization"
                        + " | CUDA cannot be started on this computer.",
                "No CUDA GPUs are available | No GPU can be seen.",
                "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU (cuda) | No GPU can"
                        + " be seen.",
                "CUDA error: CUDA-capable device(s) is/are busy or unavailable | The GPU is in use by another program"
                        + " that does not share it.",
                "CUDA error: device-side assert triggered | A check in a computation on the GPU failed.",
                "CUDA error: an illegal memory access was encountered | A computation on the GPU broke off.",
                "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling cublasCreate | A part of CUDA cannot be"
                        + " started on the GPU.",
                "PyTorch is not linked with support for cuda devices | The loaded library of PyTorch is the CPU build."
            })
    void failuresOfTheCardAreToldWithARemedy(String message, String problem) {
        FlowException e = of(message).orElseThrow();
        assertEquals(problem, e.problem());
        assertTrue(e.remedy().matches(".*(driver|restart|device CPU).*"), e.remedy());
    }

    @Test
    void errorsOfProgramsAreNoneOfTheUsers() {
        assertEquals(Optional.empty(), of("The size of tensor a (3) must match the size of tensor b (2)"));
        assertEquals(Optional.empty(), of("Expected all tensors to be on the same device, cuda:0 and cpu"));
    }

    @Test
    void aCpuLibraryThatIsAskedForAGpuIsToldSo() {
        Assumptions.assumeTrue(System.getenv("PYTORCH_LIBRARY_PATH") == null, "the library is the user's own");
        TorchArchive square =
                TorchArchive.of("Square", "def forward(self, x: Tensor) -> Tensor:\n    return torch.mul(x, x)\n");
        FlowException e = assertThrows(FlowException.class, () -> {
            try (Program program = Program.load(square, Device.CUDA)) {
                program.tensor(new float[] {1}, 1);
            }
        });
        assertEquals("The loaded library of PyTorch is the CPU build.", e.problem());
    }
}
