// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.library.PackedLibrary;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {

    @Test
    void macsWithAnIntelProcessorAreToldSo() {
        FlowException e = assertThrows(FlowException.class, () -> libraries("Mac OS X", "x86_64"));
        assertEquals("There is no native library (libtorch) for Macs with an Intel processor.", e.problem());
        assertTrue(e.remedy().contains("Apple silicon"), e.remedy());
    }

    @Test
    void otherComputersWithoutALibraryAreNamed() {
        FlowException e = assertThrows(FlowException.class, () -> libraries("FreeBSD", "riscv64"));
        assertEquals("There is no native library (libtorch) for this computer, which is freebsd-riscv64.", e.problem());
        assertTrue(e.remedy().contains("Windows (x86-64)"), e.remedy());
    }

    @Test
    void thisComputersLibraryIsPackedWithItsSizes() {
        List<PackedLibrary> libraries = libraries(System.getProperty("os.name"), System.getProperty("os.arch"));
        Map<String, Long> bytes =
                libraries.stream().collect(Collectors.toMap(PackedLibrary::name, PackedLibrary::bytes));
        assertTrue(bytes.get(System.mapLibraryName("torch_cpu")) > 50_000_000, bytes::toString);
        assertTrue(
                bytes.keySet().stream().anyMatch(name -> name.matches("0\\.35\\.1-(lib)?djl_torch\\..*")),
                bytes::toString);
    }

    private static List<PackedLibrary> libraries(String osName, String osArch) {
        return PackedTorch.of(PackedTorch.platform(osName, osArch)).cpu();
    }
}
