// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    @Test
    void macsWithAnIntelProcessorAreToldSo() {
        FlowException e = assertThrows(FlowException.class, () -> NativeLibrary.requirePlatform("Mac OS X", "x86_64"));
        assertEquals("There is no native library (libtorch) for Macs with an Intel processor.", e.problem());
        assertTrue(e.remedy().contains("Apple silicon"), e.remedy());
    }

    @Test
    void otherComputersWithoutALibraryAreNamed() {
        FlowException e = assertThrows(FlowException.class, () -> NativeLibrary.requirePlatform("FreeBSD", "riscv64"));
        assertEquals("There is no native library (libtorch) for this computer, which is freebsd-riscv64.", e.problem());
        assertTrue(e.remedy().contains("Windows (x86-64)"), e.remedy());
    }

    @Test
    void thisComputerHasALibrary() {
        assertDoesNotThrow(
                () -> NativeLibrary.requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));
        Path cache = file.resolve("pytorch");
        FlowException e = assertThrows(FlowException.class, () -> NativeLibrary.requireRoom(cache, 1));
        assertTrue(e.problem().contains("the folder " + cache + " cannot be written"), e.problem());
        assertTrue(e.remedy().contains("ENGINE_CACHE_DIR"), e.remedy());
    }

    @Test
    void aCacheWithoutRoomIsNamedWithWhatItNeeds(@TempDir Path folder) {
        Path cache = folder.resolve("new");
        assertDoesNotThrow(() -> NativeLibrary.requireRoom(cache, 1));
        FlowException e = assertThrows(FlowException.class, () -> NativeLibrary.requireRoom(cache, 1L << 60));
        assertTrue(
                e.problem().startsWith("The native library libtorch needs 1099511627776 MB in the folder " + cache),
                e.problem());
        assertTrue(e.remedy().contains("ENGINE_CACHE_DIR"), e.remedy());
    }
}
