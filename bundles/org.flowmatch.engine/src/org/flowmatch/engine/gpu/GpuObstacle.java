// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.nio.file.Path;
import java.util.Locale;

/** Why libtorch cannot compute on a GPU. Each case says what was found and what the user can do. */
public sealed interface GpuObstacle {

    /** A whole sentence. */
    String reason();

    /** What the user can do, in sentences. */
    String remedy();

    /** PyTorch has no CUDA build for this kind of computer. */
    record NoBuild(String platform) implements GpuObstacle {
        @Override
        public String reason() {
            return "There is no CUDA library of PyTorch for this computer, which is " + platform + ".";
        }

        @Override
        public String remedy() {
            return "GPUs are used on Linux (x86-64) and Windows (x86-64).";
        }
    }

    record NoDriver() implements GpuObstacle {
        @Override
        public String reason() {
            return "No NVIDIA driver was found on this computer.";
        }

        @Override
        public String remedy() {
            return "With an NVIDIA card, install NVIDIA's driver for it and restart the computer.";
        }
    }

    record NoCard() implements GpuObstacle {
        @Override
        public String reason() {
            return "NVIDIA's driver is installed, but it finds no card.";
        }

        @Override
        public String remedy() {
            return "Check that the card is switched on and that a virtual machine or container was given it.";
        }
    }

    /** The driver is older than the CUDA version of the library needs. */
    record DriverTooOld(String found, String needed) implements GpuObstacle {
        @Override
        public String reason() {
            return "The NVIDIA driver " + found + " is too old for CUDA " + CudaBuild.CUDA + ", which needs " + needed
                    + " or later.";
        }

        @Override
        public String remedy() {
            return "Install a newer NVIDIA driver and restart the computer.";
        }
    }

    /** The library holds no code for so old a card. */
    record CardTooOld(GpuCard card, double needed) implements GpuObstacle {
        @Override
        public String reason() {
            return String.format(
                    Locale.ROOT,
                    "The card %s has compute capability %.1f, but PyTorch %s for CUDA %s needs %.1f or more.",
                    card.name(),
                    card.capability().orElse(0.0),
                    CudaBuild.VERSION,
                    CudaBuild.CUDA,
                    needed);
        }

        @Override
        public String remedy() {
            return "Let the environment variable PYTORCH_LIBRARY_PATH name the lib folder of another CUDA build of"
                    + " libtorch "
                    + CudaBuild.VERSION
                    + " that supports the card, such as the one for CUDA 12.6.";
        }
    }

    /** The CUDA library is not on this computer. */
    record NoLibrary(CudaBuild build) implements GpuObstacle {
        @Override
        public String reason() {
            return "PyTorch's CUDA library is not on this computer.";
        }

        @Override
        public String remedy() {
            return String.format(
                    Locale.ROOT,
                    "Choose the device 'GPU, with download' (about %.1f GB, once), or let the"
                            + " environment variable PYTORCH_LIBRARY_PATH name the lib folder of libtorch %s for CUDA %s"
                            + " and restart.",
                    build.downloadGb(),
                    CudaBuild.VERSION,
                    CudaBuild.CUDA);
        }
    }

    /** PYTORCH_LIBRARY_PATH names something else than a CUDA build of libtorch. */
    record OtherLibrary(String path, boolean libtorch) implements GpuObstacle {
        @Override
        public String reason() {
            return "The environment variable PYTORCH_LIBRARY_PATH names " + path + ", which "
                    + (libtorch ? "is a build of libtorch without CUDA." : "holds no libtorch.");
        }

        @Override
        public String remedy() {
            return "Let it name the lib folder of libtorch " + CudaBuild.VERSION + " for CUDA " + CudaBuild.CUDA
                    + ", or remove it and choose the device 'GPU, with download'; then restart.";
        }
    }

    /** A CUDA library is there, but the CPU library was loaded before it, and a process loads one only. */
    record RestartNeeded() implements GpuObstacle {
        @Override
        public String reason() {
            return "PyTorch's CUDA library is on this computer now, but its CPU library is already in use.";
        }

        @Override
        public String remedy() {
            return "Restart KNIME; the GPU can be used then.";
        }
    }

    /** The CUDA library is loaded and finds no device that it can use. */
    record NotUsable(Path library, GpuReport report) implements GpuObstacle {
        @Override
        public String reason() {
            return "PyTorch's CUDA library in " + library + " finds no card that it can use ("
                    + report.text().replace("\n", "; ") + ").";
        }

        @Override
        public String remedy() {
            return "Check that the environment variable CUDA_VISIBLE_DEVICES does not hide the card and that the driver"
                    + " works (the command nvidia-smi lists the card); a newer driver often helps. Then restart.";
        }
    }

    /** A first small computation on the card failed. */
    record Failed(String reason, String remedy) implements GpuObstacle {}
}
