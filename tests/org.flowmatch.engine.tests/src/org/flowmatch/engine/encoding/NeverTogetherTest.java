// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.engine.mixed.MixedMover;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rows whose code -1 stands in a and b together, in one of ten rows, or not at all; a colour, of which green stands beside -1
 * as often as elsewhere; and black, which five rows have, none of them with the code.
 */
class NeverTogetherTest {
    private static final int ROWS = 1_500;
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("a", ColumnKind.DOUBLE),
            new ColumnInfo("b", ColumnKind.DOUBLE),
            new ColumnInfo("colour", ColumnKind.TEXT));

    private static Coupling coupling;

    @BeforeAll
    static void fit() {
        coupling = Coupling.fit(
                new CouplingSettings.Independent(true),
                table(),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                1,
                Monitor.none());
    }

    @Test
    void levelsThatChanceWouldHavePutTogetherAreFoundAndRareOnesAreNot() {
        NeverTogether never = coupling.encoding().neverTogether();
        // levels of a and b: the code, a value; the code of one never stands with the value of the other
        assertArrayEquals(new boolean[] {false, true}, excluded(never, 0, 0, 1, 2));
        assertArrayEquals(new boolean[] {true, false}, excluded(never, 0, 1, 1, 2));
        assertArrayEquals(new boolean[] {true, false}, excluded(never, 1, 1, 0, 2));
        int colours = coupling.space().labels().get(2);
        assertArrayEquals(new boolean[colours], excluded(never, 0, 0, 2, colours));
        assertFalse(never.isEmpty());
    }

    private static boolean[] excluded(NeverTogether never, int known, int level, int label, int levels) {
        boolean[] excluded = new boolean[levels];
        never.exclude(known, level, label, excluded);
        return excluded;
    }

    @Test
    void rowsOfAModelThatHasHardlyLearntDoNotTearThemApart() {
        Map<String, Integer> counts = counts(sampled(model(), Optional.empty()));
        assertEquals(Set.of("false false", "true true"), counts.keySet(), counts.toString());
    }

    @Test
    void whatIsGivenStaysThoughItNeverStoodTogether() {
        FlowModel model = model();
        Table given = new Table(COLUMNS.subList(0, 2), new double[][] {{-1, 0.5}, {0.25, -1}}, 2);
        Table made = sampled(model, Optional.of(given));
        assertArrayEquals(new double[] {-1, 0.5}, made.column(0), 0.01);
        assertArrayEquals(new double[] {0.25, -1}, made.column(1), 0.01);
    }

    @Test
    void itIsStoredWithTheEncodingAndWhatDoesNotFitIsRefused() {
        JsonObject json = coupling.encoding().toJson();
        TableEncoding read = TableEncoding.fromJson(json);
        assertArrayEquals(
                excluded(coupling.encoding().neverTogether(), 0, 0, 1, 2), excluded(read.neverTogether(), 0, 0, 1, 2));
        for (List<Integer> wrong : List.of(List.of(0, 1), List.of(0, 99), List.of(-1, 2), List.of(0))) {
            JsonObject damaged = json.deepCopy();
            JsonArray pairs = new JsonArray();
            wrong.forEach(level -> pairs.add(new JsonPrimitive(level)));
            damaged.add("neverTogether", pairs);
            FlowException refused = assertThrows(FlowException.class, () -> TableEncoding.fromJson(damaged));
            assertTrue(refused.problem().contains("neverTogether"), refused.problem());
        }
        json.remove("neverTogether");
        assertTrue(TableEncoding.fromJson(json).neverTogether().isEmpty());
    }

    private static FlowModel model() {
        return Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true),
                        new Mlp(List.of(16), Activation.SILU, new TimeFeatures.Raw()),
                        TrainingSettings.defaults().withBudget(new Budget.Steps(30)),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static Table sampled(FlowModel model, Optional<Table> cells) {
        Optional<RowMatrix> given = cells.map(
                table -> GivenTable.of(model.encoding(), table, Set.of()).encode(Monitor.none()));
        RowMatrix start = SourceRows.start(model, cells.map(Table::rows).orElse(1_000), 3, Monitor.none());
        RowMatrix end = new MixedMover((MixedFlow) model.dynamics())
                .complete(model, start, given, Optional.empty(), SamplingSettings.of(Solver.EULER, 10), Monitor.none())
                .end();
        return model.encoding().decode(end, Monitor.none());
    }

    /** How many rows have the code in a, and in b. */
    private static Map<String, Integer> counts(Table table) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row = 0; row < table.rows(); row++) {
            counts.merge((table.get(row, 0) == -1) + " " + (table.get(row, 1) == -1), 1, Integer::sum);
        }
        return counts;
    }

    private static Table table() {
        KeyedRandom random = new KeyedRandom(5, Purpose.EXAMPLE);
        Table.Builder table = Table.builder(COLUMNS);
        List<String> colours = new ArrayList<>(Arrays.asList("red", "green", "blue"));
        for (int row = 0; row < ROWS; row++) {
            boolean code = row % 10 == 0;
            String colour = row % 300 == 1 ? "black" : colours.get(random.below(3, row, 1));
            table.add(
                    code ? -1 : random.uniform(row, 2),
                    code ? -1 : random.uniform(row, 3),
                    table.dictionary(2).code(colour));
        }
        return table.build();
    }
}
