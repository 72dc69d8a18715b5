// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.flowmatch.knime.MixedOrders;
import org.flowmatch.runner.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;

/** A small table of orders, with texts, days and missing cells, from a CSV file to a CSV file by the nodes' defaults. */
class MixedSynthesisWorkflowTest {
    private static final int READER = 1;
    private static final int SAMPLER = 5;
    private static final int WRITER = 6;
    private static final int ROWS = 1500;
    private static final List<String> COLUMNS = List.of(MixedOrders.HEADER.split(","));

    /** Of shares of 1,500 real and 1,000 made rows; their standard error is below 0.02. */
    private static final double TOLERANCE = 0.07;

    @TempDir
    Path folder;

    @Test
    void theTableIsTheMadeOne() throws Exception {
        List<String> lines = Stream.concat(
                        Stream.of(MixedOrders.HEADER),
                        MixedOrders.rows(ROWS).stream().map(MixedOrders::csv))
                .toList();
        assertEquals(lines, Files.readAllLines(data()));
    }

    @Test
    void syntheticOrdersAreLikeOrders() throws Exception {
        Path synthetic = folder.resolve("synthetic.csv");
        List<String> header;
        try (WorkflowRun run = StoredWorkflow.run(
                "mixed-synthesis",
                READER + ",settings/file_selection/path/path," + data().toUri() + ",String",
                WRITER + ",settings/file_chooser_settings/path/path," + synthetic.toUri() + ",String",
                "4,budget,STEPS,String",
                "4,steps,1200,long")) {
            DataTableSpec real = run.node(READER).table(1).getDataTableSpec();
            DataTableSpec made = run.node(SAMPLER).table(1).getDataTableSpec();
            header = List.of(made.getColumnNames());
            assertEquals(COLUMNS.subList(1, COLUMNS.size()), header, "all but the order's number");
            header.forEach(name -> assertEquals(
                    real.getColumnSpec(name).getType(), made.getColumnSpec(name).getType(), name));
        }
        List<Map<String, String>> real = rows(data());
        List<Map<String, String>> made = rows(synthetic);
        assertEquals(1000, made.size());
        for (String column : List.of("region", "product", "channel", "day", "pieces")) {
            Set<String> known = values(real, column);
            assertTrue(known.containsAll(values(made, column)), column + " has values that never occur");
        }
        assertAlike(real, made, "discount", row -> Double.parseDouble(row.get("discount")) == 0);
        assertAlike(real, made, "gaps", row -> row.get("channel").isEmpty());
        assertAlike(
                real,
                made,
                "gaps together",
                row -> row.get("channel").isEmpty() && row.get("rating").isEmpty());
        assertAlike(
                real,
                made,
                "gaps apart",
                row -> row.get("channel").isEmpty() != row.get("rating").isEmpty());
        for (String region : values(real, "region")) {
            for (String product : values(real, "product")) {
                assertAlike(
                        real,
                        made,
                        region + ", " + product,
                        row -> row.get("region").equals(region)
                                && row.get("product").equals(product));
            }
        }
        Map<String, Double> prices = medians(real);
        medians(made)
                .forEach((product, price) ->
                        assertEquals(prices.get(product), price, 0.15 * prices.get(product), "price of a " + product));
    }

    private static Path data() {
        return StoredWorkflow.repository().resolve("tests/workflows/mixed-synthesis/data/orders.csv");
    }

    private static void assertAlike(
            List<Map<String, String>> real,
            List<Map<String, String>> made,
            String what,
            Predicate<Map<String, String>> which) {
        double expected = share(real, which);
        double share = share(made, which);
        System.out.printf("mixed-synthesis: %s: %.3f of the made rows, %.3f of the real ones%n", what, share, expected);
        assertEquals(expected, share, TOLERANCE, what);
    }

    private static double share(List<Map<String, String>> rows, Predicate<Map<String, String>> which) {
        return (double) rows.stream().filter(which).count() / rows.size();
    }

    private static Set<String> values(List<Map<String, String>> rows, String column) {
        return new HashSet<>(rows.stream().map(row -> row.get(column)).toList());
    }

    /** The median price of each product. */
    private static Map<String, Double> medians(List<Map<String, String>> rows) {
        Map<String, Double> medians = new HashMap<>();
        for (String product : values(rows, "product")) {
            medians.put(
                    product,
                    StoredWorkflow.median(rows.stream()
                            .filter(row -> row.get("product").equals(product))
                            .mapToDouble(row -> Double.parseDouble(row.get("price")))
                            .toArray()));
        }
        return medians;
    }

    private static List<Map<String, String>> rows(Path csv) throws Exception {
        List<List<String>> lines = Files.readAllLines(csv).stream()
                .map(line -> List.of(line.replace("\"", "").split(",", -1)))
                .toList();
        return lines.subList(1, lines.size()).stream()
                .map(line -> row(lines.get(0), line))
                .toList();
    }

    private static Map<String, String> row(List<String> names, List<String> cells) {
        Map<String, String> row = new HashMap<>();
        for (int c = 0; c < cells.size(); c++) {
            row.put(names.get(c), cells.get(c));
        }
        return row;
    }
}
