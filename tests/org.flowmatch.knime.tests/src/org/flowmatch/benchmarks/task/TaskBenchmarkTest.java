// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the figures of tasks, and how far rows are within groups. */
class TaskBenchmarkTest {
    private static final int ROWS = 1_200;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void theMedianOfTheSeedsHasToHoldTheLimit() throws Exception {
        assertEquals(List.of(), run(seed -> seed == 3 ? 9 : 0.5, "seeds=3"));
        assertTrue(
                bytes.toString(StandardCharsets.UTF_8).contains("- share: 0.5000 (at most 0.6000)"), bytes::toString);
        List<String> missed = run(seed -> seed == 3 ? 0 : 0.7, "seeds=3");
        assertEquals(List.of("guessing: share: 0.7000 (at most 0.6000)"), missed);
        assertEquals(List.of("guessing: share: NaN (at most 0.6000)"), run(seed -> Double.NaN, "seeds=1"));
        assertEquals(List.of(), run(seed -> 9, "tasks=nothing", "seeds=1"));
    }

    @Test
    void rowsOfTheLawOfTheirGroupAreAtNoDistanceAndOthersAtThatOfTheLaws() {
        GroupedRows grouped = new GroupedRows(rows(1, 0), 4, 50);
        // the standard error of the unbiased distance of two times 600 rows is about 0.002
        assertEquals(0, grouped.distance(rows(2, 0), List.of("kind")), 0.01);
        double shifted = grouped.distance(rows(2, 1), List.of("kind"));
        assertTrue(shifted > 0.2, () -> "distance of shifted rows: " + shifted);
        double swapped = grouped.distanceByRow(rows(2, 0).select(order()), List.of("kind"));
        assertTrue(swapped > 0.1, () -> "distance of rows of no group: " + swapped);
    }

    private static int[] order() {
        return new KeyedRandom(3, Purpose.EXAMPLE).permutation(ROWS, 0);
    }

    /** A number whose mean is that of its row's kind, the further on by {@code shift}. */
    private static Table rows(long seed, double shift) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE);
        Table.Builder table = Table.builder(
                List.of(new ColumnInfo("kind", ColumnKind.TEXT), new ColumnInfo("size", ColumnKind.DOUBLE)));
        float[] noise = new float[1];
        for (int row = 0; row < ROWS; row++) {
            random.gaussians(row, 0, noise, 0, 1);
            String kind = row % 2 == 0 ? "small" : "large";
            table.add(table.dictionary(0).code(kind), noise[0] + shift + 3 * (row % 2));
        }
        return table.build();
    }

    private List<String> run(LongToDoubleFunction share, String... options) throws IOException {
        TableTask task = new TableTask() {
            @Override
            public String label() {
                return "guessing";
            }

            @Override
            public List<Figure> measure(Path data, long seed, double minutes) {
                return List.of(Figure.atMost("share", share.applyAsDouble(seed), 0.6), Figure.told("seed", seed));
            }
        };
        return new TaskBenchmark(List.of(task))
                .run(
                        Options.of(List.of(options)),
                        Journal.open(folder.resolve("task.tsv"), true),
                        new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }
}
