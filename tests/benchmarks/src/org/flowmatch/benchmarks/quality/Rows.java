// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flowmatch.benchmarks.race.Series;

/** The table of one data set: a line for each way of making rows, medians of the seeds. */
final class Rows {
    /** The label of the line of real rows. */
    static final String FLOOR = "floor";

    private final Map<String, double[]> medians = new LinkedHashMap<>();
    private final PrintStream out;

    /** @param title above the table */
    Rows(String title, PrintStream out) {
        this.out = out;
        out.println();
        out.println(title);
        out.println(
                "| | " + Arrays.stream(Measure.values()).map(Measure::label).collect(Collectors.joining(" | ")) + " |");
        out.println("|---".repeat(1 + Measure.values().length) + "|");
    }

    /** @param seeds numbers of each seed */
    void add(String label, List<double[]> seeds) {
        double[] numbers = new double[Measure.values().length];
        for (Measure measure : Measure.values()) {
            numbers[measure.ordinal()] =
                    new Series(seeds.stream().mapToDouble(measure::of).toArray()).median();
        }
        medians.put(label, numbers);
        out.println("| " + label + " | "
                + Arrays.stream(Measure.values())
                        .map(measure -> measure.text(measure.of(numbers)))
                        .collect(Collectors.joining(" | "))
                + " |");
    }

    /** By label. */
    Map<String, double[]> medians() {
        return medians;
    }
}
