// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.transportmap;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.numericTranslation;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Rows pushed through the nodes, from x ~ N(0, 1), y ~ N(0, 1) to 3 + 2 x and y / 2: W2^2 = 9 + 1 + 1 / 4. */
class OptimalTransportMapNodeTest {
    private static final int ROWS = 3000;
    private static final double COST = 10.25;

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private BufferedDataTable normal(boolean target, int count, long seed) {
        Random random = new Random(seed);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            cells.add(target ? row(3 + 2 * x, y / 2) : row(x, y));
        }
        return bench.table(List.of("x", "y"), cells);
    }

    private FlowCouplingPortObject translation() throws Exception {
        return bench.first(
                numericTranslation("scaling", "NONE", "limitToObserved", false),
                normal(true, ROWS, 1),
                normal(false, ROWS, 2));
    }

    private static NodeHandle map(Object... settings) throws InvalidSettingsException {
        return node(new OptimalTransportMapNodeFactory(), NodeBench.before(settings, "planRows", 400));
    }

    private static NodeHandle mapOfTable(Object... settings) throws InvalidSettingsException {
        return nodeWith(
                new OptimalTransportMapNodeFactory(),
                NodeBench.SOURCE_ROWS,
                BufferedDataTable.class,
                NodeBench.before(settings, "planRows", 400));
    }

    @ParameterizedTest
    @CsvSource({"1", "0.5", "0"})
    void rowsOfATableAreWhereTheMapHasThemAtThatTime(double time) throws Exception {
        FlowCouplingPortObject coupling = translation();
        BufferedDataTable given = normal(false, 200, 3);
        NodeHandle map = mapOfTable("time", time);
        PortObject[] out = bench.run(map, coupling, given);
        PortObjectSpec[] announced = configure(map, coupling, given);
        for (int port = 0; port < out.length; port++) {
            assertTrue(((DataTableSpec) announced[port])
                    .equalStructure(((BufferedDataTable) out[port]).getDataTableSpec()));
        }
        BufferedDataTable pushed = (BufferedDataTable) out[0];
        assertEquals(
                rows(given).stream().map(r -> r.getKey()).toList(),
                rows(pushed).stream().map(r -> r.getKey()).toList());
        double[] x = column(given, "x");
        double[] y = column(given, "y");
        double[] xt = column(pushed, "x");
        double[] yt = column(pushed, "y");
        double wrong = 0;
        for (int i = 0; i < x.length; i++) {
            wrong += Math.pow(xt[i] - ((1 - time) * x[i] + time * (3 + 2 * x[i])), 2)
                    + Math.pow(yt[i] - ((1 - time) * y[i] + time * y[i] / 2), 2);
        }
        // of 3,000 rows means and spreads are known to 2 %
        assertEquals(0, Math.sqrt(wrong / x.length), time == 0 ? 1e-6 : 0.15);
        assertEquals(Optional.empty(), map.warning());
    }

    @Test
    void costsStandInTheirOrder() throws Exception {
        BufferedDataTable costs = (BufferedDataTable) bench.run(map(), translation())[1];
        assertEquals(
                List.of(
                        "least cost by moments",
                        "squared W2 distance",
                        "cost of the map",
                        "cost of the exact plan",
                        "cost of the coupling",
                        "cost of independent pairs",
                        "smoothing",
                        "chance in the map"),
                rows(costs).stream().map(r -> r.getKey().getString()).toList());
        double[] value = column(costs, "value");
        assertEquals(COST, value[0], 0.4);
        assertEquals(COST, value[1], 0.5);
        assertEquals(COST, value[2], 0.5);
        assertEquals(COST, value[3], 1.2);
        // independent pairs: 9 + 1 + 4 + 1 + 1 / 4
        assertEquals(15.25, value[5], 0.6);
        assertEquals(value[5], value[4], 0.6);
        assertTrue(value[3] < value[4]);
    }

    /** With the seed of Flow Sampler noise is the same; and the coupling's own rows are pushed where it has some. */
    @Test
    void withoutATableNoiseOrTheCouplingsRowsArePushed() throws Exception {
        FlowCouplingPortObject noise =
                bench.first(numericCoupling("scaling", "NONE", "limitToObserved", false), normal(true, ROWS, 1));
        BufferedDataTable pushed = bench.first(map("rows", 700), noise);
        assertEquals(700, pushed.size());
        double[] x = column(pushed, "x");
        assertEquals(3, Arrays.stream(x).average().orElseThrow(), 0.3);
        BufferedDataTable start = bench.first(map("rows", 700, "time", 0.0), noise);
        assertEquals(0, Arrays.stream(column(start, "x")).average().orElseThrow(), 0.15);
        assertArrayEquals(x, column(bench.first(map("rows", 700), noise), "x"));
        assertEquals(ROWS, ((BufferedDataTable) bench.first(map("rows", 5), translation())).size());
        assertRefused("is Gaussian noise", () -> configure(mapOfTable(), noise, normal(false, 10, 3)));
    }

    /** Whole numbers come back as whole numbers of the observed range. */
    @Test
    void rowsComeBackInTheirTypes() throws Exception {
        Random random = new Random(5);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            cells.add(row(random.nextInt(1000), random.nextGaussian()));
        }
        BufferedDataTable table = bench.table(List.of("count", "z"), cells);
        FlowCouplingPortObject coupling = bench.first(numericCoupling(), table);
        BufferedDataTable pushed = bench.first(map("rows", 300), coupling);
        assertEquals(
                table.getDataTableSpec().getColumnSpec(0).getType(),
                pushed.getDataTableSpec().getColumnSpec(0).getType());
        for (double count : column(pushed, "count")) {
            assertTrue(count == Math.rint(count) && count >= 0 && count < 1000, "count " + count);
        }
    }

    @Test
    void conditionsAreNotHeededAndThatIsSaid() throws Exception {
        List<List<Object>> cells = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            cells.add(row(i % 2 == 0 ? "low" : "high", random.nextGaussian(), random.nextGaussian()));
        }
        FlowCouplingPortObject coupling = bench.first(
                numericCoupling("conditions/manualFilter/manuallySelected", new String[] {"group"}),
                bench.table(List.of("group", "x", "z"), cells));
        NodeHandle map = map("rows", 50);
        BufferedDataTable pushed = bench.first(map, coupling);
        assertEquals(List.of("x", "z"), Arrays.asList(pushed.getDataTableSpec().getColumnNames()));
        assertTrue(map.warning().orElseThrow().contains("Group Loop"), map.warning()::toString);
    }

    @Test
    void rowsWithLabelsAreRefusedWithAdvice() throws Exception {
        BufferedDataTable table = bench.table(
                List.of("channel", "x"),
                IntStream.range(0, 60)
                        .mapToObj(i -> row(i % 3 == 0 ? "web" : "shop", i * 0.37))
                        .toList());
        PortObject mixed = bench.first(node(new FlowCouplingNodeFactory()), table);
        assertRefused("an optimal transport map moves vectors of numbers alone", () -> configure(map(), mixed));
        assertRefused("condition columns", () -> configure(map(), mixed));
    }

    @Test
    void aTableMustHaveTheColumns() throws Exception {
        FlowCouplingPortObject coupling = translation();
        BufferedDataTable lacking = bench.table(List.of("x", "extra"), List.of(row(1.0, 2.0)));
        assertRefused("\"y\"", () -> configure(mapOfTable(), coupling, lacking));
        BufferedDataTable gap = bench.table(List.of("x", "y"), List.of(row(1.0, 2.0), Arrays.asList(1.0, null)));
        assertExecutionFails("\"y\"", () -> bench.run(mapOfTable(), coupling, gap));
        BufferedDataTable more = bench.table(List.of("x", "y", "extra"), List.of(row(1.0, 2.0, 3.0)));
        NodeHandle map = mapOfTable();
        bench.run(map, coupling, more);
        assertTrue(map.warning().orElseThrow().contains("\"extra\""), map.warning()::toString);
    }

    @Test
    void fewRowsAreRefused() throws Exception {
        FlowCouplingPortObject few = bench.first(numericCoupling(), normal(true, 15, 1));
        assertExecutionFails("too few for a transport map", () -> bench.run(map(), few));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"time; 1.5; time is 1.5", "time; -0.1; time is -0.1", "epsilon; 20; smoothing of the map is 20"})
    void numbersOutsideTheirRangeAreNamed(String key, double value, String message) {
        assertRefused(message, () -> map("smoothing", "GIVEN", key, value));
        assertRefused("rows of a plan is 5", () -> map("planRows", 5));
    }

    @Test
    void aSeedThatIsDrawnIsTold() throws Exception {
        FlowCouplingPortObject coupling = bench.first(numericCoupling(), normal(true, 100, 1));
        NodeHandle map = map("rows", 10, "seed_is_present", false);
        bench.run(map, coupling);
        assertTrue(map.warning().orElseThrow().contains("The seed of this one is"));
        assertFalse(map.warning().orElseThrow().contains("conditions"));
    }
}
