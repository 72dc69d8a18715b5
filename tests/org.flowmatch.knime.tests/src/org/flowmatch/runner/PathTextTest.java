// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PathTextTest {
    @Test
    void aLocaleThatLacksACharacterIsToBlame() {
        String remedy = PathText.remedy("/data/M\u00fcller.csv", StandardCharsets.US_ASCII);
        assertTrue(remedy.contains("US-ASCII, has no '\u00fc'") && remedy.contains("LC_ALL=C.UTF-8"), remedy);
        assertTrue(
                PathText.remedy("/data/M\ufffdller.csv", StandardCharsets.UTF_8).contains("LC_ALL"));
    }

    @Test
    void otherwiseThePathIs() {
        assertEquals("Correct it.", PathText.remedy("/data/M\u00fcller\0.csv", StandardCharsets.UTF_8));
    }
}
