// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 60 defects among 1,500 inspections: rows made of them are like other defects of the same law. */
class RareClassWorkflowTest {
    private static final List<String> NAMES = MadeInspections.NAMES;
    private static final int TEMPERATURE = 2;
    private static final int PRESSURE = 3;

    private final List<List<String>> real = new MadeInspections().rows(MadeTables.ROWS);

    @TempDir
    Path folder;

    @Test
    void theTableIsTheMadeOne() throws Exception {
        assertEquals(
                MadeTables.lines(NAMES, real), Files.readAllLines(MadeTables.data("rare-class", "inspections.csv")));
    }

    @Test
    void aRareClassIsFilledUpWithRowsOfItsOwnKind() throws Exception {
        Path balanced = folder.resolve("balanced.csv");
        Path more = folder.resolve("defects.csv");
        StoredWorkflow.run(
                        "rare-class",
                        "6,settings/file_chooser_settings/path/path," + balanced.toUri() + ",String",
                        "9,settings/file_chooser_settings/path/path," + more.toUri() + ",String",
                        "4,budget,STEPS,String",
                        "4,steps,1500,long")
                .close();
        List<List<String>> equal = MadeTables.read(balanced, NAMES);
        List<List<String>> defects = MadeTables.read(more, NAMES);
        assertEquals(1000, equal.size());
        assertEquals(500, of(equal, "defect").size(), 1);
        assertEquals(1380, of(defects, "defect").size());
        assertEquals(1380, defects.size());
        List<List<String>> law = new MadeInspections().defects(5000);
        assertAlike(law, of(equal, "defect"), "defects of the balanced table");
        assertAlike(law, defects, "defects by count");
        assertTrue(correlation(of(equal, "good")) > 0.6, "good results keep theirs");
        Set<List<String>> known = new HashSet<>(real);
        long copies = defects.stream().filter(known::contains).count();
        assertTrue(copies < 0.02 * defects.size(), copies + " made defects are copies");
    }

    private static void assertAlike(List<List<String>> law, List<List<String>> made, String what) {
        double hot = mean(made, TEMPERATURE);
        double line = share(made, "C");
        double correlation = correlation(made);
        System.out.printf(
                "rare-class: %s: mean temperature %.1f (%.1f), from line C %.2f (%.2f), correlation %.2f (%.2f)%n",
                what, hot, mean(law, TEMPERATURE), line, share(law, "C"), correlation, correlation(law));
        // 60 rows of deviation 5 know the mean to 0.65 and the share to 0.05
        assertEquals(mean(law, TEMPERATURE), hot, 2, what);
        assertEquals(share(law, "C"), line, 0.15, what);
        assertEquals(correlation(law), correlation, 0.35, what);
    }

    private static List<List<String>> of(List<List<String>> rows, String result) {
        return rows.stream().filter(row -> row.get(0).equals(result)).toList();
    }

    private static double share(List<List<String>> rows, String line) {
        return (double) rows.stream().filter(row -> row.get(1).equals(line)).count() / rows.size();
    }

    private static double mean(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.get(column)))
                .average()
                .orElseThrow();
    }

    /** Of temperature and pressure. */
    private static double correlation(List<List<String>> rows) {
        double x = mean(rows, TEMPERATURE);
        double y = mean(rows, PRESSURE);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (List<String> row : rows) {
            double dx = Double.parseDouble(row.get(TEMPERATURE)) - x;
            double dy = Double.parseDouble(row.get(PRESSURE)) - y;
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }
        return xy / Math.sqrt(xx * yy);
    }
}
