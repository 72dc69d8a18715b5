// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheRootTest {

    private static Path root(Map<String, String> settings, String home) {
        return CacheRoot.of(settings::get, home);
    }

    @Test
    void whatTheUserNamesComesFirst(@TempDir Path home) {
        assertEquals(
                Path.of("/mine"), root(Map.of("ENGINE_CACHE_DIR", "/mine", "DJL_CACHE_DIR", "/djls"), home.toString()));
        assertEquals(Path.of("/djls"), root(Map.of("DJL_CACHE_DIR", "/djls"), home.toString()));
        assertEquals(home.resolve(".djl.ai"), root(Map.of("ENGINE_CACHE_DIR", ""), home.toString()));
    }

    /** DJL would take the temporary folder. */
    @Test
    void aHomeThatCannotBeWrittenIsStillTheAnswer() {
        assertEquals(Path.of("/proc/nobody/.djl.ai"), root(Map.of(), "/proc/nobody"));
    }

    /** Java's words for a user without an entry in the list of users, as in many containers. */
    @ParameterizedTest
    @ValueSource(strings = {"?", "", "relative"})
    void withoutAHomeTheUserIsAskedForAFolder(String home) {
        FlowException e = assertThrows(FlowException.class, () -> root(Map.of(), home));
        assertTrue(e.problem().contains("has no home folder"), e.problem());
        assertTrue(e.remedy().contains("ENGINE_CACHE_DIR"), e.remedy());
    }

    @Test
    void aNameThatIsNoPathIsToldWithTheVariable() {
        FlowException e = assertThrows(FlowException.class, () -> root(Map.of("ENGINE_CACHE_DIR", "a\0b"), "/home/x"));
        assertTrue(e.problem().startsWith("The environment variable ENGINE_CACHE_DIR is not the path"), e.problem());
    }
}
