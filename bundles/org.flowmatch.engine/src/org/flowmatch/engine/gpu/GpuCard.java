// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.util.Locale;
import java.util.Optional;

/**
 * An NVIDIA card, as its driver describes it.
 *
 * @param capability its compute capability, such as 8.9; drivers before 2022 do not report it
 * @param totalMb memory in MB; empty where the driver does not report it
 * @param freeMb of it free at the time of asking
 */
public record GpuCard(String name, Optional<Double> capability, Optional<Long> totalMb, Optional<Long> freeMb) {

    /** In words: name, memory, compute capability. */
    public String text() {
        StringBuilder text = new StringBuilder(name);
        totalMb.ifPresent(mb -> text.append(String.format(Locale.ROOT, ", %.1f GB of memory", mb / 1024.0)));
        freeMb.ifPresent(mb -> text.append(String.format(Locale.ROOT, " (%.1f GB free)", mb / 1024.0)));
        capability.ifPresent(c -> text.append(String.format(Locale.ROOT, ", compute capability %.1f", c)));
        return text.toString();
    }
}
