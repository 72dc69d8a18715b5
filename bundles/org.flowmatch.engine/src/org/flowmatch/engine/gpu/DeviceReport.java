// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.util.Optional;

/**
 * What a user has.
 *
 * @param report driver and cards
 * @param library PyTorch's library
 * @param obstacle why the GPU cannot be used; empty when it can
 */
public record DeviceReport(GpuReport report, LibraryChoice library, Optional<GpuObstacle> obstacle) {

    /** All of it in some lines, with what to do. */
    public String text() {
        return report.text()
                + "\nPyTorch " + CudaBuild.VERSION + ", "
                + library.folder()
                        .map(folder -> (library.cuda() ? "CUDA build in " : "CPU build in ") + folder.path())
                        .orElse("CPU build of the product")
                + obstacle.map(o -> "\nThe GPU cannot be used: " + o.reason() + "\n" + o.remedy())
                        .orElse("\nThe GPU can be used.");
    }
}
