// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;

/** What libtorch's messages mean for a user: memory that ran out, and failures of a card, its driver or its library. */
public final class CudaFailure {

    private static final String SPOILED =
            "The GPU cannot be used any more in this process: restart, and choose the device CPU if it happens again.";

    private static final Pattern SIZES = Pattern.compile(
            "Tried to allocate ([\\d.]+ [KMG]iB)\\..*?total capacity of ([\\d.]+ [KMG]iB) of which ([\\d.]+ [KMG]iB)"
                    + " is free",
            Pattern.DOTALL);

    /** @param parts of libtorch's message in lower case, of which one is enough */
    private record Meaning(List<String> parts, String problem, String remedy) {}

    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    List.of("no kernel image is available", "device kernel image is invalid"),
                    "PyTorch's CUDA library holds no code for this card.",
                    "The card is too old or too new for the build. Let the environment variable PYTORCH_LIBRARY_PATH"
                            + " name the lib folder of a CUDA build of libtorch " + CudaBuild.VERSION
                            + " that supports it and restart, or choose the device CPU."),
            new Meaning(
                    List.of(
                            "driver version is insufficient",
                            "driver on your system is too old",
                            "unsupported toolchain"),
                    "The NVIDIA driver is too old for PyTorch's CUDA library.",
                    "Install a newer driver and restart the computer, or choose the device CPU."),
            new Meaning(
                    List.of("found no nvidia driver", "no cuda gpus are available", "no cuda-capable device"),
                    "No GPU can be seen.",
                    "Check the driver, and that the environment variable CUDA_VISIBLE_DEVICES does not hide the card;"
                            + " then restart. Or choose the device CPU."),
            new Meaning(
                    List.of("devices are busy or unavailable", "device(s) is/are busy", "is busy or unavailable"),
                    "The GPU is in use by another program that does not share it.",
                    "End that program, or choose the device CPU."),
            new Meaning(
                    List.of(
                            "cuda initialization",
                            "cuda driver initialization",
                            "initialization error",
                            "cuda unknown error"),
                    "CUDA cannot be started on this computer.",
                    "Often the driver was updated without a restart, or the computer slept: restart it. Or choose the"
                            + " device CPU."),
            new Meaning(List.of("device-side assert"), "A check in a computation on the GPU failed.", SPOILED),
            new Meaning(
                    List.of(
                            "illegal memory access",
                            "unspecified launch failure",
                            "launch timed out",
                            "misaligned address",
                            "uncorrectable ecc"),
                    "A computation on the GPU broke off.",
                    SPOILED),
            new Meaning(
                    List.of("cublas_status_not_initialized", "cudnn_status_not_initialized"),
                    "A part of CUDA cannot be started on the GPU.",
                    "Most often its memory is full: close other programs that use it, or lower the batch size in"
                            + " Velocity Learner. Or choose the device CPU."),
            new Meaning(
                    List.of("not linked with support for cuda", "not compiled with cuda", "'cuda' backend"),
                    "The loaded library of PyTorch is the CPU build.",
                    "Choose the device CPU, or restart after getting the CUDA library."));

    private CudaFailure() {}

    /** The failure that {@code message} of libtorch reports; empty when it is an error of the program. */
    public static Optional<FlowException> of(String message, Throwable cause) {
        String text = message.toLowerCase(Locale.ROOT);
        Device device = Stream.of("cuda", "cublas", "cudnn").anyMatch(text::contains) ? Device.CUDA : Device.CPU;
        if (text.contains("out of memory")
                || text.contains("not enough memory")
                || text.contains("can't allocate memory")
                || text.contains("bad_alloc")
                || text.contains("_status_alloc_failed")) {
            return Optional.of(new OutOfTorchMemory(device, sizes(message), cause));
        }
        if (device == Device.CPU) {
            return Optional.empty();
        }
        return MEANINGS.stream()
                .filter(meaning -> meaning.parts().stream().anyMatch(text::contains))
                .findFirst()
                .map(meaning -> new FlowException(meaning.problem(), meaning.remedy(), cause));
    }

    private static String sizes(String message) {
        Matcher matcher = SIZES.matcher(message);
        return matcher.find()
                ? " (" + matcher.group(1) + " more were asked for, " + matcher.group(3) + " of " + matcher.group(2)
                        + " are free)"
                : "";
    }
}
