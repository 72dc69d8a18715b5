// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.util.Optional;

/**
 * The CUDA build of libtorch that fits the product's Java library, and what it needs.
 *
 * @param platform as DJL names it, such as linux-x86_64
 * @param minimumDriver oldest driver version for CUDA 12 (NVIDIA, CUDA toolkit release notes, minor version compatibility)
 * @param minimumCapability oldest compute capability that the build holds code for (its list of architectures)
 * @param downloadGb what is to be transferred, about
 * @param unpackedMb room that it takes at most
 */
public record CudaBuild(
        String platform, String minimumDriver, double minimumCapability, double downloadGb, long unpackedMb) {

    /** The version of libtorch. */
    public static final String VERSION = "2.7.1";

    /** As DJL and PyTorch name the build. */
    public static final String FLAVOUR = "cu128";

    /** The CUDA version of the build. */
    public static final String CUDA = "12.8";

    /** The build for a platform as DJL names it; empty where PyTorch has none. */
    public static Optional<CudaBuild> of(String platform) {
        return switch (platform) {
            case "linux-x86_64" -> Optional.of(new CudaBuild(platform, "525.60", 7.5, 3.5, 8_000));
            case "win-x86_64" -> Optional.of(new CudaBuild(platform, "528.33", 5.0, 3.5, 8_000));
            default -> Optional.empty();
        };
    }

    /** The name of the folder that holds it in DJL's cache. */
    public String folder() {
        return VERSION + "-" + FLAVOUR + "-" + platform;
    }

    /** Why this computer's driver or card cannot run the build, as far as it is known before loading it. */
    public Optional<GpuObstacle> obstacle(GpuReport report) {
        if (!report.driver()) {
            return Optional.of(new GpuObstacle.NoDriver());
        }
        if (report.asked() && report.cards().isEmpty()) {
            return Optional.of(new GpuObstacle.NoCard());
        }
        Optional<String> tooOld = report.driverVersion().filter(version -> compare(version, minimumDriver) < 0);
        if (tooOld.isPresent()) {
            return Optional.of(new GpuObstacle.DriverTooOld(tooOld.get(), minimumDriver));
        }
        boolean noneFits = !report.cards().isEmpty()
                && report.cards().stream()
                        .allMatch(card -> card.capability().isPresent()
                                && card.capability().get() < minimumCapability);
        return noneFits
                ? Optional.of(new GpuObstacle.CardTooOld(report.cards().get(0), minimumCapability))
                : Optional.empty();
    }

    /** Compares versions of numbers with dots; missing parts count as 0. */
    static int compare(String left, String right) {
        String[] a = left.split("\\.");
        String[] b = right.split("\\.");
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int order = Integer.compare(part(a, i), part(b, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int index) {
        return index < parts.length && parts[index].matches("\\d{1,9}") ? Integer.parseInt(parts[index]) : 0;
    }
}
