// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;

/** The report on many tables stays small: pictures are of the worst pairs of each. */
class ReportSizeTest {
    private static final int COLUMNS = 12;
    private static final int TABLES = 6;
    private static final int ROWS = 30;
    private static final String HELD_BACK = "Held-back real table";

    @TempDir
    Path folder;

    private static List<Object> row(Random random) {
        return IntStream.range(0, COLUMNS)
                .<Object>mapToObj(column -> random.nextGaussian())
                .toList();
    }

    private static List<List<Object>> rows(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(row -> row(random)).toList();
    }

    @Test
    void picturesAreOfTheWorstPairsOfEachTable() throws Exception {
        NodeBench bench = new NodeBench(folder);
        List<String> names =
                IntStream.range(0, COLUMNS).mapToObj(column -> "c" + column).toList();
        List<List<Object>> synthetic = new ArrayList<>();
        Random random = new Random(3);
        for (int row = 0; row < TABLES * ROWS; row++) {
            List<Object> cells = new ArrayList<>(row(random));
            cells.add("table " + row % TABLES);
            synthetic.add(cells);
        }
        List<String> more = new ArrayList<>(names);
        more.add("from");
        NodeHandle scorer = nodeWith(
                new SyntheticTableScorerNodeFactory(),
                HELD_BACK,
                BufferedDataTable.class,
                "effort",
                "QUICK",
                "tables",
                "SEVERAL",
                "origin",
                "from");
        bench.run(
                scorer,
                bench.table(names, rows(100, 1)),
                bench.table(more, synthetic),
                bench.table(names, rows(60, 2)));
        JsonObject report = JsonParser.parseString(scorer.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result");
        int[] pictures = new int[1 + TABLES];
        for (JsonElement pair : report.getAsJsonArray("pairs")) {
            for (int table = 0; table <= TABLES; table++) {
                pictures[table] += pair.getAsJsonObject()
                                .getAsJsonArray("tables")
                                .get(table)
                                .isJsonNull()
                        ? 0
                        : 1;
            }
        }
        assertEquals(report.getAsJsonArray("pairs").size(), pictures[0], "real rows are in each");
        for (int table = 1; table <= TABLES; table++) {
            assertEquals(20, pictures[table], "of a budget of 120");
        }
        assertTrue(
                report.getAsJsonArray("comparison").size() >= 3, "nothing can be learnt from noise, all else is told");
    }
}
