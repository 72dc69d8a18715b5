// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.imputer.FlowImputerNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.knime.table.TypedTables;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** Columns of codes, and several sequences of columns, in the chain of nodes. */
class CodesChainTest {
    private static final List<String> NAMES = List.of("kind", "code", "size");
    private static final Object[] CODES = {"modelling/roles/0/column", "code", "modelling/roles/0/role", "CODE"};

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    /** Codes of three letters, of four where the kind is "long"; each row has another. */
    private BufferedDataTable articles(int rows, boolean gaps) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, 17_000).boxed().toList());
        Collections.shuffle(numbers, new Random(1));
        List<List<Object>> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int number = numbers.get(row);
            boolean whole = number % 2 == 0;
            String code = "" + letter(number / 2) + letter(number / 40) + letter(number / 800) + (whole ? "" : "Z");
            cells.add(NodeBench.row(
                    whole ? "short" : "long", gaps && row % 3 == 0 ? null : code, number % 7 + 0.5 * whole(whole)));
        }
        return bench.table(NAMES, cells);
    }

    private static int whole(boolean whole) {
        return whole ? 1 : 0;
    }

    private static char letter(int place) {
        return (char) ('A' + place % 20);
    }

    private PortObject model(BufferedDataTable table, Object... settings) throws Exception {
        PortObject coupling = bench.first(node(new FlowCouplingNodeFactory(), settings), table);
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        return bench.first(NodeBench.quickLearner("steps", 60L), path);
    }

    private static List<String> codes(BufferedDataTable table) {
        int column = table.getDataTableSpec().findColumnIndex("code");
        return TypedTables.cells(table).stream()
                .map(row -> row.get(column).isMissing() ? null : row.get(column).toString())
                .toList();
    }

    private static NodeHandle given(Object... settings) throws Exception {
        Object[] all = new Object[settings.length + 2];
        all[0] = "given/table";
        all[1] = "GIVEN";
        System.arraycopy(settings, 0, all, 2, settings.length);
        return NodeBench.nodeWith(new FlowSamplerNodeFactory(), NodeBench.SOURCE_ROWS, BufferedDataTable.class, all);
    }

    /** What an identifier would be left out for. */
    @Test
    void codesAreSampledAndNewOnesAreAmongThem() throws Exception {
        BufferedDataTable articles = articles(2000, false);
        PortObject model = model(articles, CODES);
        BufferedDataTable made =
                bench.first(node(new FlowSamplerNodeFactory(), "rows", 500, "recordFlow", true), model);
        assertEquals(NAMES, List.of(made.getDataTableSpec().getColumnNames()));
        assertFalse(made.getDataTableSpec().getColumnSpec("code").getDomain().hasBounds());
        Set<String> known = new HashSet<>(codes(articles));
        List<String> codes = codes(made);
        assertTrue(codes.stream().anyMatch(code -> !known.contains(code)));
        assertTrue(codes.stream().allMatch(code -> code.length() <= 4), codes::toString);
    }

    @Test
    void aColumnThatIsNoCodeSaysThatItCanBe() throws Exception {
        NodeHandle coupling = node(new FlowCouplingNodeFactory());
        bench.run(coupling, articles(1000, false));
        assertTrue(
                coupling.warning().orElseThrow().contains("as a code its symbols are, and new codes come out"),
                coupling.warning()::toString);
    }

    /** In one row of the view of columns; the picture of pairs has the places, of few levels each. */
    @Test
    void theViewShowsThePlaces() throws Exception {
        NodeHandle coupling = node(new FlowCouplingNodeFactory(), CODES);
        bench.run(coupling, articles(1000, false));
        JsonObject view = JsonParser.parseString(coupling.viewInitialData().orElseThrow())
                .getAsJsonObject()
                .getAsJsonObject("result");
        List<String> as = new ArrayList<>();
        for (JsonElement column : view.getAsJsonArray("columns")) {
            as.add(column.getAsJsonObject().get("column").getAsString() + " is "
                    + column.getAsJsonObject().get("as").getAsString());
        }
        assertTrue(as.contains("code is code"), as::toString);
        assertEquals(3, as.size(), as::toString);
        JsonArray axes = view.getAsJsonObject("pairs").getAsJsonArray("axes");
        List<String> names = new ArrayList<>();
        axes.forEach(axis -> names.add(axis.getAsJsonObject().get("name").getAsString()));
        assertTrue(names.containsAll(List.of("code: 1", "code: 4")), names::toString);
    }

    @Test
    void placesAreGivenAndKept() throws Exception {
        PortObject model = model(articles(2000, false), CODES);
        List<List<Object>> cells = List.of(
                NodeBench.row("A?C"), NodeBench.row("??F?"), NodeBench.row("BBBZ"), NodeBench.row((Object) null));
        List<String> made = codes(bench.first(given(), model, bench.table(List.of("code"), cells)));
        assertTrue(made.get(0).matches("A.C"), made::toString);
        assertTrue(made.get(1).matches("..F.?"), made::toString);
        assertEquals("BBBZ", made.get(2));
        List<String> others = codes(bench.first(
                given("given/mark", "*"), model, bench.table(List.of("code"), List.of(NodeBench.row("A*C")))));
        assertTrue(others.get(0).matches("A.C"), others::toString);
        BufferedDataTable ofDialog = bench.first(
                node(
                        new FlowSamplerNodeFactory(),
                        "rows",
                        20,
                        "given/values/0/column",
                        "code",
                        "given/values/0/value",
                        "A??Z"),
                model);
        assertTrue(codes(ofDialog).stream().allMatch(code -> code.matches("A..Z")), codes(ofDialog)::toString);
    }

    @Test
    void codesThatCannotBeGivenAreRefusedByName() throws Exception {
        PortObject model = model(articles(2000, false), CODES);
        assertExecutionFails(
                "Column \"code\" of the table of given values has \"A1?\" in row 2, whose 2nd place has \"1\"",
                () -> bench.run(
                        given(),
                        model,
                        bench.table(List.of("code"), List.of(NodeBench.row("AB?"), NodeBench.row("A1?")))));
        assertExecutionFails(
                "which has 5 symbols",
                () -> bench.run(given(), model, bench.table(List.of("code"), List.of(NodeBench.row("ABCDE")))));
        assertRefused(
                "The mark of open symbols is \"??\", which is no single character.",
                () -> NodeBench.configure(
                        given("given/mark", "??"), model, bench.table(List.of("code"), List.of(NodeBench.row("A")))));
    }

    @Test
    void missingCodesAreFilledAndCodesScored() throws Exception {
        PortObject model = model(articles(2000, true), CODES);
        BufferedDataTable gaps = articles(90, true);
        BufferedDataTable filled = bench.first(node(new FlowImputerNodeFactory(), "probabilities", true), model, gaps);
        List<String> before = codes(gaps);
        List<String> after = codes(filled);
        int chance = filled.getDataTableSpec().findColumnIndex("code (probability)");
        List<List<DataCell>> rows = TypedTables.cells(filled);
        for (int row = 0; row < 90; row++) {
            assertTrue(after.get(row) != null && (row % 3 == 0 || after.get(row).equals(before.get(row))));
            assertEquals(row % 3 != 0, rows.get(row).get(chance).isMissing());
        }
        BufferedDataTable scored =
                bench.first(node(new FlowLikelihoodNodeFactory(), "shares", true), model, articles(60, true));
        int density = scored.getDataTableSpec().findColumnIndex("log density");
        for (List<DataCell> row : TypedTables.cells(scored)) {
            assertTrue(((DoubleValue) row.get(density)).getDoubleValue() < 0);
        }
        BufferedDataTable draws =
                bench.first(node(new FlowImputerNodeFactory(), "result", "DRAWS", "draws", 2), model, gaps);
        assertTrue(codes(draws).stream().allMatch(code -> code != null));
    }

    @Test
    void severalSequencesStandBesideEachOther() throws Exception {
        Random random = new Random(2);
        List<List<Object>> cells = new ArrayList<>();
        for (int row = 0; row < 300; row++) {
            cells.add(NodeBench.row(
                    "" + letter(random.nextInt(3)),
                    "" + letter(random.nextInt(3)),
                    random.nextInt(2),
                    random.nextInt(2),
                    "C" + letter(random.nextInt(5))));
        }
        BufferedDataTable boards = bench.table(List.of("a", "b", "c", "d", "code"), cells);
        Object[] settings = {
            "modelling/roles/0/column",
            "code",
            "modelling/roles/0/role",
            "CODE",
            "sequence/sequences/0/columns",
            new String[] {"a", "b"},
            "sequence/sequences/1/columns",
            new String[] {"c", "d"}
        };
        FlowCouplingPortObject coupling =
                (FlowCouplingPortObject) bench.first(node(new FlowCouplingNodeFactory(), settings), boards);
        assertEquals(
                List.of(List.of("a", "b"), List.of("c", "d"), List.of("code: 2")),
                coupling.coupling().encoding().sequences().stream()
                        .map(sequence -> sequence.positions().stream()
                                .map(position -> position.column())
                                .toList())
                        .toList());
        assertRefused(
                "\"Sequences of columns\" has an entry of \"a\" alone.",
                () -> NodeBench.configure(
                        node(new FlowCouplingNodeFactory(), "sequence/sequences/0/columns", new String[] {"a"}),
                        boards));
        assertRefused(
                "\"Columns modelled otherwise\" names the column \"c\" as a code, but it holds no texts",
                () -> NodeBench.configure(
                        node(
                                new FlowCouplingNodeFactory(),
                                "modelling/roles/0/column",
                                "c",
                                "modelling/roles/0/role",
                                "CODE"),
                        boards));
    }

    @Test
    void anUnusableCodeIsNamed() throws Exception {
        assertExecutionFails(
                "Column \"code\" of the target table is to be codes, but has an empty text in row 2.",
                () -> bench.run(
                        node(new FlowCouplingNodeFactory(), CODES),
                        bench.table(
                                List.of("code"), List.of(NodeBench.row("A"), NodeBench.row(""), NodeBench.row("B")))));
    }
}
