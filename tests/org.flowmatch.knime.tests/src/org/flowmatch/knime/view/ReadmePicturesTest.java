// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's pictures of views are there, are all that lie there, and load fast. */
class ReadmePicturesTest {
    private static final Path HOME = Path.of(System.getProperty("flowmatch.home"));
    private static final Path PICTURES = HOME.resolve("docs").resolve("pictures");
    private static final Pattern SHOWN = Pattern.compile("docs/pictures/([\\w-]+\\.png)");
    private static final int MOST_BYTES = 300_000;

    @Test
    void theyAreThereAndSmall() throws IOException {
        Set<String> shown = SHOWN.matcher(Files.readString(HOME.resolve("README.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(shown.isEmpty());
        Set<String> stored = new TreeSet<>();
        long bytes = 0;
        try (Stream<Path> files = Files.list(PICTURES)) {
            for (Path file : files.toList()) {
                stored.add(file.getFileName().toString());
                bytes += Files.size(file);
            }
        }
        assertEquals(stored, shown);
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    }
}
