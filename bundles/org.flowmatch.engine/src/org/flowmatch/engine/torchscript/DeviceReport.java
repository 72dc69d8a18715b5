// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.GpuObstacle;
import org.flowmatch.engine.gpu.GpuProbe;
import org.flowmatch.engine.gpu.GpuReport;
import org.flowmatch.engine.gpu.LibraryChoice;

/** What a user has: driver, cards, library of PyTorch, and whether the GPU can be used, or why not and what to do. */
public final class DeviceReport {

    private DeviceReport() {}

    /** In some lines. Computes something small on the GPU when a CUDA library is there, and never downloads one. */
    public static String text() {
        GpuReport report = GpuProbe.ofThisComputer().look();
        LibraryChoice choice = NativeLibrary.choice();
        Optional<GpuObstacle> obstacle = CudaDevice.obstacle(DeviceChoice.GPU, Monitor.none());
        return report.text()
                + "\nPyTorch " + TorchRuntime.LIBTORCH_VERSION + ", "
                + choice.folder()
                        .map(folder -> (choice.cuda() ? "CUDA build in " : "CPU build in ") + folder.path())
                        .orElse("CPU build of the product")
                + obstacle.map(o -> "\nThe GPU cannot be used: " + o.reason() + "\n" + o.remedy())
                        .orElse("\nThe GPU can be used.");
    }
}
