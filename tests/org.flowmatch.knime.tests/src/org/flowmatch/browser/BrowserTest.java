// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Tests that need a browser are skipped only where there is none and nobody asked for one. */
class BrowserTest {
    @TempDir
    Path folder;

    @Test
    void withoutABrowserTestsAreSkippedAndSayWhy() {
        for (String none : new String[] {null, ""}) {
            TestAbortedException skipped =
                    assertThrows(TestAbortedException.class, () -> Browser.start(none, folder.toString()));
            assertTrue(skipped.getMessage().contains("Install chromium"), skipped.getMessage());
        }
    }

    @Test
    void aNamedBrowserThatIsMissingIsAFailure() {
        String named = folder.resolve("chromium").toString();
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> Browser.start(named, System.getenv("PATH")));
        assertEquals(Browser.VARIABLE + " names a browser that does not start: " + named, failure.getMessage());
    }
}
