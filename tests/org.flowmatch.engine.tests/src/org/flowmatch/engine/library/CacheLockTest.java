// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheLockTest {

    @Test
    void oneHolderAtATime(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lock");
        try (CacheLock first = CacheLock.now(file).orElseThrow()) {
            assertTrue(CacheLock.now(file).isEmpty());
            assertTrue(CacheLock.now(file).isEmpty(), "a look must not open the lock to others");
        }
        try (CacheLock second = CacheLock.now(file).orElseThrow()) {
            assertTrue(CacheLock.now(file).isEmpty());
        }
    }
}
