// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.families;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.benchmarks.Benchmarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamiliesBenchmarkTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(FamiliesBenchmark.NAME));
        arguments.addAll(List.of(options));
        return Benchmarks.execute(
                arguments,
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8));
    }

    /**
     * Parts that lie far apart have E log p = -log 5 - 6/2 log(2 pi e) - 6 E log s_k - 1/2 log 5, of which a little overlap takes
     * some hundredths.
     */
    @Test
    void theDensityOfTheMixtureIsThatOfItsRows() {
        double spread = IntStream.range(0, 5)
                .mapToDouble(part -> Math.log(0.4 + 0.15 * part))
                .average()
                .orElseThrow();
        double apart = -Math.log(5) - 3 * Math.log(2 * Math.PI * Math.E) - 6 * spread - Math.log(5) / 2;
        assertEquals(apart, GaussianMixture.meanLogDensity(GaussianMixture.table(50_000, 1)), 0.08);
    }

    @Test
    void aFamilyHasALineForEachSetAndIsKept() throws Exception {
        String[] small = {
            "data=mixture,moons", "families=planar", "seeds=1", "steps=20", "width=8", "rows=20", "evaluations=4"
        };
        assertEquals(0, run(small), error::toString);
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("mixture, medians of the seeds 1"), text);
        List<String> lines =
                text.lines().filter(line -> line.startsWith("| planar flow |")).toList();
        assertEquals(2, lines.size(), text);
        String[] cells = lines.get(0).split(" \\| ");
        assertEquals("1", cells[2], "one evaluation a row");
        assertTrue(Double.parseDouble(cells[8]) > 0, "below the density of the law: " + lines.get(0));
        assertEquals("-", lines.get(1).split(" \\| ")[8], "the law of the moons is not known");
        assertEquals(2, Files.readAllLines(folder.resolve("families.tsv")).size());
        assertEquals(0, run(small));
        assertEquals(2, Files.readAllLines(folder.resolve("families.tsv")).size());
    }

    @Test
    void unknownNamesAreRefusedWithThoseThatThereAre() {
        assertEquals(2, run("data=moon"));
        assertTrue(error.toString().contains("moons,checkerboard,mixture,winequality-white"), error::toString);
        assertEquals(2, run("families=gan"));
        assertTrue(error.toString().contains("score matching VE; ScoreFlow"), error::toString);
    }
}
