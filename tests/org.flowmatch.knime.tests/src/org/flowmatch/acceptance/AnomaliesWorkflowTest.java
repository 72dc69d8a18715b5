// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.acceptance.MadePumps.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted readings among new ones of pumps: their log densities are the lowest, and shares name the column at fault. */
class AnomaliesWorkflowTest {
    private final List<Fault> faults = MadePumps.faults();

    @TempDir
    Path folder;

    @Test
    void theTablesAreTheMadeOnes() throws Exception {
        assertEquals(
                MadeTables.lines(MadePumps.NAMES, new MadePumps().history(MadeTables.ROWS)),
                Files.readAllLines(MadeTables.data("anomalies", "history.csv")));
        assertEquals(
                MadeTables.lines(MadePumps.NAMES, new MadePumps().readings()),
                Files.readAllLines(MadeTables.data("anomalies", "readings.csv")));
        assertEquals(16, faults.stream().filter(fault -> fault != Fault.NONE).count());
    }

    @Test
    void plantedReadingsAreRankedLast() throws Exception {
        Path scored = folder.resolve("scored.csv");
        StoredWorkflow.run(
                        "anomalies",
                        "6,settings/file_chooser_settings/path/path," + scored.toUri() + ",String",
                        "4,budget,STEPS,String",
                        "4,steps,1500,long")
                .close();
        List<String> names = Stream.concat(
                        Stream.of("log density"), MadePumps.NAMES.stream().map(name -> name + " (share)"))
                .toList();
        double[][] scores = MadeTables.read(scored, names).stream()
                .map(row -> row.stream().mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
        assertEquals(faults.size(), scores.length);
        List<Fault> planted = Arrays.stream(Fault.values())
                .filter(fault -> fault != Fault.NONE)
                .toList();
        for (Fault fault : planted) {
            System.out.printf("anomalies: AUC of %s %.3f%n", fault, area(scores, fault));
        }
        double all = planted.stream()
                .mapToDouble(fault -> area(scores, fault))
                .average()
                .orElseThrow();
        assertTrue(all > 0.95, "planted readings: " + all);
        for (Fault fault : planted) {
            assertTrue(area(scores, fault) > 0.85, fault + ": " + area(scores, fault));
        }
        int temperature = 1 + MadePumps.NAMES.indexOf("temperature");
        for (int i = 0; i < scores.length; i++) {
            if (faults.get(i) == Fault.NUMBER) {
                double[] shares = Arrays.copyOfRange(scores[i], 1, scores[i].length);
                assertEquals(
                        Arrays.stream(shares).max().orElseThrow(),
                        scores[i][temperature],
                        "the largest share of row " + i);
            }
        }
    }

    /** The probability that a planted row scores lower than another one. */
    private double area(double[][] scores, Fault fault) {
        double[] others = IntStream.range(0, scores.length)
                .filter(i -> faults.get(i) == Fault.NONE)
                .mapToDouble(i -> scores[i][0])
                .toArray();
        return IntStream.range(0, scores.length)
                .filter(i -> faults.get(i) == fault)
                .mapToDouble(i -> Arrays.stream(others)
                                .filter(other -> other > scores[i][0])
                                .count()
                        / (double) others.length)
                .average()
                .orElseThrow();
    }
}
