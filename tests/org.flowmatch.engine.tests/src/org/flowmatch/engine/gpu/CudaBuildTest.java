// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaBuildTest {

    private static final CudaBuild LINUX = CudaBuild.of("linux-x86_64").orElseThrow();
    private static final CudaBuild WINDOWS = CudaBuild.of("win-x86_64").orElseThrow();

    private static GpuReport report(String driver, double capability) {
        GpuCard card = new GpuCard("Card", Optional.of(capability), Optional.empty(), Optional.empty());
        return new GpuReport(true, Optional.of(driver), Optional.empty(), List.of(card), true);
    }

    @Test
    void thereIsNoneForMacsAndArm() {
        assertTrue(CudaBuild.of("osx-aarch64").isEmpty());
        assertTrue(CudaBuild.of("linux-aarch64").isEmpty());
        assertEquals("2.7.1-cu128-win-x86_64", WINDOWS.folder());
    }

    @ParameterizedTest
    @CsvSource({
        "525.60, true",
        "525.60.13, true",
        "570.86.10, true",
        "1000.1, true",
        "525.59.99, false",
        "470.57.02, false",
        "99.9, false"
    })
    void driversBeforeTheOldestAreNamedWithWhatIsNeeded(String version, boolean fits) {
        Optional<GpuObstacle> obstacle = LINUX.obstacle(report(version, 8.9));
        assertEquals(fits, obstacle.isEmpty(), version);
        obstacle.ifPresent(o -> assertEquals(
                "The NVIDIA driver " + version + " is too old for CUDA 12.8, which needs 525.60 or later.",
                o.reason()));
    }

    @Test
    void theOldestCardDependsOnThePlatform() {
        GpuObstacle.CardTooOld old = assertInstanceOf(
                GpuObstacle.CardTooOld.class,
                LINUX.obstacle(report("570.1", 6.1)).orElseThrow());
        assertEquals(
                "The card Card has compute capability 6.1, but PyTorch 2.7.1 for CUDA 12.8 needs 7.5 or more.",
                old.reason());
        assertTrue(old.remedy().contains("PYTORCH_LIBRARY_PATH"), old.remedy());
        assertTrue(WINDOWS.obstacle(report("570.1", 6.1)).isEmpty());
        assertTrue(LINUX.obstacle(report("570.1", 7.5)).isEmpty());
    }

    @Test
    void anOldCardBesideAFittingOneIsNoObstacle() {
        GpuCard old = new GpuCard("Old", Optional.of(5.0), Optional.empty(), Optional.empty());
        GpuCard fit = new GpuCard("Fit", Optional.of(8.0), Optional.empty(), Optional.empty());
        assertTrue(LINUX.obstacle(new GpuReport(true, Optional.of("570.1"), Optional.empty(), List.of(old, fit), true))
                .isEmpty());
    }

    @Test
    void noDriverAndNoCardAreToldApart() {
        GpuReport nothing = new GpuReport(false, Optional.empty(), Optional.empty(), List.of(), false);
        assertInstanceOf(GpuObstacle.NoDriver.class, LINUX.obstacle(nothing).orElseThrow());
        GpuReport noCard = new GpuReport(true, Optional.of("570.1"), Optional.empty(), List.of(), true);
        assertInstanceOf(GpuObstacle.NoCard.class, LINUX.obstacle(noCard).orElseThrow());
    }

    @Test
    void whatIsNotKnownIsNoObstacle() {
        assertTrue(LINUX.obstacle(new GpuReport(true, Optional.empty(), Optional.empty(), List.of(), false))
                .isEmpty());
    }

    @Test
    void aMissingLibraryIsToldWithItsSize() {
        GpuObstacle obstacle = new GpuObstacle.NoLibrary(LINUX);
        assertTrue(obstacle.remedy().contains("about 3.5 GB"), obstacle.remedy());
        assertTrue(obstacle.remedy().contains("'GPU, with download'"), obstacle.remedy());
    }
}
