// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of every kind learn one table, in few steps, and stand in one table of figures. */
class CompareModelsWorkflowTest {
    private static final List<Integer> LEARNERS = List.of(10, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);

    @TempDir
    Path folder;

    @Test
    void everyKindIsInTheTable() throws Exception {
        Path compared = folder.resolve("compared.csv");
        List<String> options = new ArrayList<>(List.of(
                "31,settings/file_chooser_settings/path/path," + compared.toUri() + ",String",
                "12,rows,500,int",
                "12,solver/steps,4,int",
                "30,rows,200,int",
                "30,evaluations,4,int"));
        LEARNERS.forEach(learner -> options.add(learner + ",steps,150,long"));
        StoredWorkflow.run("compare-models", options.toArray(String[]::new)).close();
        List<String> lines = Files.readAllLines(compared);
        List<String> header = Arrays.asList(lines.get(0).replace("\"", "").split(","));
        assertEquals("model", header.get(0));
        for (String kind : List.of(
                "flow matching",
                "flow matching, optimal transport coupling",
                "flow matching, reflow 1",
                "flow map",
                "DDPM",
                "score matching VP",
                "score matching VE",
                "ScoreFlow",
                "EDM",
                "RealNVP",
                "planar flow",
                "continuous normalising flow")) {
            List<String> rows = lines.stream()
                    .filter(line -> line.startsWith("\"" + kind + "\","))
                    .toList();
            boolean onePass = Stream.of("RealNVP", "planar flow").anyMatch(kind::equals);
            assertEquals(onePass ? 1 : 3, rows.size(), kind);
            String[] figures =
                    rows.get(rows.size() - 1).substring(kind.length() + 3).split(",", -1);
            assertTrue(Double.parseDouble(figures[header.indexOf("W2") - 1]) > 0, rows::toString);
            assertTrue(Double.parseDouble(figures[header.indexOf("training seconds") - 1]) > 0, rows::toString);
            assertTrue(
                    Double.isFinite(Double.parseDouble(figures[header.indexOf("log-likelihood") - 1])), rows::toString);
        }
    }
}
