// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.imputer.FlowImputerNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataType;
import org.knime.core.data.IntValue;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** Rules that the settings of Flow Coupling name are kept by the nodes behind it. */
class KeptRulesChainTest {
    private static final List<String> NAMES = List.of("end", "adults", "start", "left", "guests", "came");
    private static final List<DataType> TYPES = List.of(
            TypedTables.DATE, IntCell.TYPE, TypedTables.DATE, TypedTables.ZONED, IntCell.TYPE, TypedTables.ZONED);
    private static final Object[] RULES = {
        "rules/kept/0/rule", "start <= end",
        "rules/kept/1/rule", "adults <= guests",
        "rules/kept/2/rule", "came <= left",
        "modelling/cyclic", true
    };

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    /** Stays of up to three weeks, of which every hundredth ends on its day; guests of whom all are adults in half of the rows. */
    private BufferedDataTable stays(int rows, boolean gaps) {
        Random random = new Random(3);
        List<List<DataCell>> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            LocalDate start = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(700));
            LocalDate end = start.plusDays(row % 100 == 0 ? 0 : 1 + random.nextInt(21));
            int adults = 1 + random.nextInt(4);
            int guests = adults + Math.max(0, random.nextInt(6) - 2);
            ZonedDateTime came =
                    ZonedDateTime.parse(start + "T12:00:00+01:00[Europe/Paris]").plusMinutes(random.nextInt(500));
            ZonedDateTime left = came.plusMinutes(1 + random.nextInt(20_000));
            boolean gap = gaps && row % 4 == 0;
            cells.add(List.of(
                    TypedTables.cell(TypedTables.DATE, gap ? null : end.toString()),
                    new IntCell(adults),
                    TypedTables.cell(TypedTables.DATE, gap && row % 8 == 0 ? null : start.toString()),
                    TypedTables.cell(TypedTables.ZONED, gap ? null : left.toString()),
                    new IntCell(guests),
                    TypedTables.cell(TypedTables.ZONED, came.toString())));
        }
        return TypedTables.table(folder, NAMES, TYPES, cells);
    }

    private PortObject model(BufferedDataTable table) throws Exception {
        PortObject coupling = bench.first(node(new FlowCouplingNodeFactory(), RULES), table);
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        return bench.first(NodeBench.quickLearner("steps", 60L), path);
    }

    private static void assertKept(List<List<DataCell>> rows) {
        for (List<DataCell> row : rows) {
            LocalDate end = LocalDate.parse(row.get(0).toString());
            assertTrue(!LocalDate.parse(row.get(2).toString()).isAfter(end), row::toString);
            assertTrue(number(row.get(1)) <= number(row.get(4)), row::toString);
            ZonedDateTime left = ZonedDateTime.parse(row.get(3).toString());
            assertTrue(ZonedDateTime.parse(row.get(5).toString()).isBefore(left), row::toString);
        }
    }

    private static int number(DataCell cell) {
        return ((IntValue) cell).getIntValue();
    }

    @Test
    void everyRowKeepsThem() throws Exception {
        PortObject model = model(stays(1000, false));
        BufferedDataTable made = bench.first(node(new FlowSamplerNodeFactory(), "rows", 2000), model);
        assertEquals(NAMES, List.of(made.getDataTableSpec().getColumnNames()));
        List<List<DataCell>> rows = TypedTables.cells(made);
        assertKept(rows);
        DataColumnDomain domain = made.getDataTableSpec().getColumnSpec("end").getDomain();
        String lowest = domain.getLowerBound().toString();
        String highest = domain.getUpperBound().toString();
        assertTrue(rows.stream()
                .map(row -> row.get(0).toString())
                .allMatch(end -> lowest.compareTo(end) <= 0 && end.compareTo(highest) <= 0));
    }

    @Test
    void filledAndScoredRowsDoToo() throws Exception {
        PortObject model = model(stays(1000, false));
        BufferedDataTable gaps = stays(400, true);
        List<List<DataCell>> filled = TypedTables.cells(bench.first(node(new FlowImputerNodeFactory()), model, gaps));
        assertKept(filled);
        assertEquals(TypedTables.cells(gaps).get(1), filled.get(1), "observed cells stay");
        BufferedDataTable scored = bench.first(
                node(new FlowLikelihoodNodeFactory(), "shares", true, "badRows", "MISSING"), model, stays(60, true));
        // rows without a start cannot be scored, rows without an end can
        List<List<DataCell>> scores = TypedTables.cells(scored);
        int density = scored.getDataTableSpec().findColumnIndex("log density");
        assertTrue(density >= 0, () -> scored.getDataTableSpec().toString());
        for (int row = 0; row < 60; row++) {
            assertEquals(row % 8 == 0, scores.get(row).get(density).isMissing(), "row " + row);
        }
    }

    @Test
    void whatIsGivenGoesWithTheRule() throws Exception {
        PortObject model = model(stays(1000, false));
        BufferedDataTable alone = bench.table(List.of("guests"), List.of(NodeBench.row(3)));
        assertExecutionFails(
                "Column \"guests\" of the table of given values has 3 in row 1, but \"adults\" is open there",
                () -> bench.run(given(), model, alone));
        BufferedDataTable adults = bench.table(List.of("adults"), List.of(NodeBench.row(2), NodeBench.row(4)));
        List<List<DataCell>> made = TypedTables.cells(bench.first(given(), model, adults));
        assertKept(made);
        assertEquals(new IntCell(4), made.get(1).get(1));
    }

    @Test
    void theViewTellsWhatIsKeptAndWhatCouldBe() throws Exception {
        NodeHandle coupling = node(new FlowCouplingNodeFactory(), "rules/kept/0/rule", "start <= end");
        bench.run(coupling, stays(600, false));
        Map<String, String> states = new HashMap<>();
        JsonParser.parseString(coupling.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result")
                .getAsJsonArray("rules")
                .forEach(rule -> states.put(
                        rule.getAsJsonObject().get("rule").getAsString(),
                        rule.getAsJsonObject().get("state").getAsString()));
        assertEquals("kept", states.get("\"start\" <= \"end\""), states::toString);
        assertEquals("can be kept", states.get("\"adults\" <= \"guests\""), states::toString);
        for (String rule : states.keySet()) {
            // what the view shows is what the setting takes
            bench.run(node(new FlowCouplingNodeFactory(), "rules/kept/0/rule", rule), stays(600, false));
        }
    }

    /** Times of the day go round in new nodes; what goes round has no order. */
    @Test
    void timesInOrderDoNotGoRound() throws Exception {
        Random random = new Random(5);
        List<List<DataCell>> cells = new ArrayList<>();
        for (int row = 0; row < 500; row++) {
            LocalTime opens = LocalTime.of(6 + random.nextInt(8), random.nextInt(60));
            LocalTime closes = opens.plusMinutes(random.nextInt(500));
            cells.add(List.of(
                    TypedTables.cell(TypedTables.TIME, closes.toString()),
                    TypedTables.cell(TypedTables.TIME, opens.toString())));
        }
        BufferedDataTable hours = TypedTables.table(
                folder, List.of("closes", "opens"), List.of(TypedTables.TIME, TypedTables.TIME), cells);
        PortObject path = bench.mixedPath(hours, "rules/kept/0/rule", "opens <= closes");
        PortObject model = bench.first(NodeBench.quickLearner("steps", 60L), path);
        for (List<DataCell> row :
                TypedTables.cells(bench.first(node(new FlowSamplerNodeFactory(), "rows", 500), model))) {
            assertTrue(
                    !LocalTime.parse(row.get(1).toString())
                            .isAfter(LocalTime.parse(row.get(0).toString())),
                    row::toString);
        }
    }

    /** Net and tax of a bill add up, and so do the shares of a mixture. */
    @Test
    void partsAddUp() throws Exception {
        Random random = new Random(4);
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < 600; row++) {
            int net = random.nextInt(10_000);
            int tax = random.nextInt(3) == 0 ? 0 : Math.round(0.19f * net);
            int clay = random.nextInt(3) == 0 ? 0 : random.nextInt(60);
            rows.add(NodeBench.row(net / 100.0, tax / 100.0, (net + tax) / 100.0, clay, 100 - clay));
        }
        BufferedDataTable bills = bench.table(List.of("net", "tax", "gross", "clay", "sand"), rows);
        PortObject path = bench.mixedPath(
                bills, "rules/kept/0/rule", "net + tax = gross", "rules/kept/1/rule", "clay + sand = 100");
        PortObject model = bench.first(NodeBench.quickLearner("steps", 60L), path);
        BufferedDataTable made = bench.first(node(new FlowSamplerNodeFactory(), "rows", 1000), model);
        double[] net = NodeBench.column(made, "net");
        double[] tax = NodeBench.column(made, "tax");
        double[] gross = NodeBench.column(made, "gross");
        double[] clay = NodeBench.column(made, "clay");
        double[] sand = NodeBench.column(made, "sand");
        for (int row = 0; row < net.length; row++) {
            assertEquals(gross[row], net[row] + tax[row], 1e-9);
            assertEquals(100, clay[row] + sand[row], 1e-9);
        }
    }

    private static NodeHandle given() throws Exception {
        return NodeBench.nodeWith(
                new FlowSamplerNodeFactory(), NodeBench.SOURCE_ROWS, BufferedDataTable.class, "given/table", "GIVEN");
    }

    @Test
    void rulesThatDoNotFitAreRefused() throws Exception {
        BufferedDataTable stays = stays(50, false);
        assertRefused(
                "The rule \"start\" <= \"adults\" is to be kept, but \"adults\" cannot be compared with \"start\".",
                () -> NodeBench.configure(
                        node(new FlowCouplingNodeFactory(), "rules/kept/0/rule", "start <= adults"), stays));
        assertRefused(
                "The rule \"start\" <= \"departure\" is to be kept, but the target table has no column \"departure\" that is"
                        + " modelled.",
                () -> NodeBench.configure(
                        node(new FlowCouplingNodeFactory(), "rules/kept/0/rule", "start <= departure"), stays));
        assertTrue(assertThrows(
                        InvalidSettingsException.class,
                        () -> node(new FlowCouplingNodeFactory(), "rules/kept/0/rule", "start before end"))
                .getMessage()
                .contains("The rule that is to be kept cannot be read: \"start before end\", it has no sign."));
        assertExecutionFails(
                "of the target table breaks the rule \"guests\" <= \"adults\": it has ",
                () -> bench.run(node(new FlowCouplingNodeFactory(), "rules/kept/0/rule", "guests <= adults"), stays));
    }
}
