// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MemoryUseTest {
    private static final int BLOCK = 64 << 20;

    @Test
    void peakOfTheHeapCountsWhatIsGone() {
        MemoryUse.forgetPeakHeap();
        byte[] block = new byte[BLOCK];
        block[block.length - 1] = 1;
        assertTrue(MemoryUse.now().peakHeap() >= BLOCK, "after " + block.length + " bytes");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void residentMemoryCountsWhatIsOutsideOfTheHeap() {
        long before = MemoryUse.now().resident().orElseThrow();
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        for (int i = 0; i < block.capacity(); i += 4096) {
            block.put(i, (byte) 1);
        }
        MemoryUse after = MemoryUse.now();
        assertTrue(after.resident().orElseThrow() - before > BLOCK / 2, before + " before, " + after);
        assertTrue(after.peakResident().orElseThrow() >= after.resident().orElseThrow(), after.toString());
        assertEquals(1, block.get(0));
    }

    @Test
    void textLeavesOutWhatIsNotKnown() {
        long mebibyte = 1 << 20;
        assertEquals(
                "heap at most 350 MiB",
                new MemoryUse(350 * mebibyte, OptionalLong.empty(), OptionalLong.empty()).text());
        assertEquals(
                "heap at most 1 MiB, resident 900 MiB, at most 1,210 MiB",
                new MemoryUse(mebibyte, OptionalLong.of(900 * mebibyte), OptionalLong.of(1210 * mebibyte)).text());
    }
}
