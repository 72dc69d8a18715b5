// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.circular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.benchmarks.Benchmarks;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircularBenchmarkTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(CircularBenchmark.NAME));
        arguments.addAll(List.of(options));
        return Benchmarks.execute(
                arguments,
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8));
    }

    /** 45% of the rides around midnight, half of them before it; those of a weekday are nearly all of days 5 to 7 and 1 to 2 by night. */
    @Test
    void theRushGoesOnAcrossMidnightAndTheTurnOfTheWeek() throws Exception {
        Table rides = CircularSet.TAXI.halves(folder, 1).training();
        int before = 0;
        int after = 0;
        int sundays = 0;
        int mondays = 0;
        for (int row = 0; row < ROWS; row++) {
            double hour = rides.get(row, 0);
            double weekday = rides.get(row, 1);
            assertTrue(hour >= 0 && hour < 24 && weekday >= 1 && weekday <= 7 && rides.get(row, 2) > 0);
            before += hour > 22.4 ? 1 : 0;
            after += hour < 1.6 ? 1 : 0;
            boolean night = hour < 1.6 || hour > 22.4;
            sundays += night && weekday == 7 ? 1 : 0;
            mondays += night && weekday == 1 ? 1 : 0;
        }
        // within one standard deviation on either side: .3413
        double half = 0.45 * 0.3413 * ROWS;
        assertEquals(half, after, 5 * Math.sqrt(half));
        // a few of the evening's rides are as late
        assertEquals(half, before, 5 * Math.sqrt(half) + 0.3 * 0.004 * ROWS);
        assertTrue(sundays > mondays && mondays > 0.2 * 2 * half, sundays + ", " + mondays);
    }

    @Test
    void eachWayHasALineBesideRealRowsAndIsKept() throws Exception {
        String[] small = {"data=taxi", "seeds=1", "minutes=0.05", "rows=300"};
        assertEquals(0, run(small), error::toString);
        String text = out.toString(StandardCharsets.UTF_8);
        for (CircleWay way : CircleWay.values()) {
            assertTrue(text.contains("| " + way.label() + " | "), text);
        }
        String floor = text.lines()
                .filter(line -> line.startsWith("| real rows |"))
                .findFirst()
                .orElseThrow();
        assertEquals(0.5, Double.parseDouble(floor.split(" ")[4]), 0.1, floor);
        int lines = CircleWay.values().length + 1;
        assertEquals(lines, Files.readAllLines(folder.resolve("circular.tsv")).size());
        assertEquals(0, run(small));
        assertEquals(lines, Files.readAllLines(folder.resolve("circular.tsv")).size());
    }

    @Test
    void anUnknownSetIsRefusedWithThoseThatThereAre() {
        assertEquals(2, run("data=bus"));
        assertTrue(error.toString().contains("no data set bus, only taxi, beijing"), error::toString);
    }
}
