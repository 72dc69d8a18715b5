// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingFolder;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.PartReport;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.Waves;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.training.AutomaticNetwork;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is learnt of a coupling follows from its rows and from what may be given of them. */
class PathTasksTest {
    private static final LinearPath LINEAR = new LinearPath();
    private static final Objective OBJECTIVE = Objective.defaults();
    private static final CouplingSettings PLAIN = new CouplingSettings.Independent();
    private static final CouplingSettings ANY = new CouplingSettings.Independent(true);

    @TempDir
    Path folder;

    @Test
    void rowsOfNumbersAreRegressedAlongThePath() {
        Coupling numbers = coupling(PLAIN, Modelling.AUTOMATIC, false);
        assertFalse(numbers.mixed());
        assertEquals(new PathRegression(LINEAR, OBJECTIVE), PathTasks.of(numbers, LINEAR, OBJECTIVE, true));
        assertEquals(AutomaticNetwork.usual(false), AutomaticNetwork.of(numbers));
    }

    @Test
    void labelsAndColumnsThatMayBeGivenMakeMixedRows() {
        Coupling labels = coupling(PLAIN, Modelling.AUTOMATIC, true);
        MixedRegression task = assertInstanceOf(MixedRegression.class, PathTasks.of(labels, LINEAR, OBJECTIVE, false));
        assertFalse(task.anyColumns());
        assertFalse(task.dynamics().labelsFirst());
        assertTrue(assertInstanceOf(MixedRegression.class, PathTasks.of(labels, LINEAR, OBJECTIVE, true))
                .dynamics()
                .labelsFirst());
        assertEquals(AutomaticNetwork.usual(true), AutomaticNetwork.of(labels));
        Coupling given = coupling(ANY, Modelling.NUMBERS, false);
        assertTrue(assertInstanceOf(MixedRegression.class, PathTasks.of(given, LINEAR, OBJECTIVE, false))
                .anyColumns());
    }

    @Test
    void networksOfSomeThousandRowsSeeWavesOfTheirNumbers() {
        assertEquals(AutomaticNetwork.usual(true), AutomaticNetwork.of(MadeLaw.coupling(1_999)));
        Coupling many = MadeLaw.coupling(2_000);
        Mlp network = assertInstanceOf(Mlp.class, AutomaticNetwork.of(many));
        assertEquals(many.space().numbers(), network.waves().numbers());
        assertEquals(AutomaticNetwork.usual(true), network.with(Waves.NONE));
    }

    @Test
    void mixedRowsAreNoVectors() {
        for (Coupling mixed :
                List.of(coupling(PLAIN, Modelling.AUTOMATIC, true), coupling(ANY, Modelling.NUMBERS, false))) {
            Task regression = new PathRegression(LINEAR, OBJECTIVE);
            FlowException refused = assertThrows(FlowException.class, () -> regression.require(mixed));
            assertTrue(refused.problem().contains("its rows are no vectors"), refused::problem);
        }
    }

    @Test
    void mixedRowsAreNotDistilled() {
        Task task = PathTasks.of(
                true, PLAIN, SourceLaw.GAUSSIAN, LINEAR, OBJECTIVE.withTimeLaw(new TimeLaw.Start()), false);
        FlowException refused =
                assertThrows(FlowException.class, () -> task.requirePairs(SourceLaw.GAUSSIAN, PLAIN.id()));
        assertTrue(refused.problem().contains("Distillation to one step"), refused::problem);
        assertTrue(refused.remedy().contains("Choose another time law"), refused::remedy);
    }

    @Test
    void rowsOfASourceTableTellTheirLabels() {
        Table table = table(true);
        for (CouplingSettings settings : List.of(PLAIN, ANY)) {
            Coupling coupling = Coupling.fit(
                    settings,
                    table,
                    Optional.of(table),
                    EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                    1,
                    Monitor.none());
            MixedFlow flow = assertInstanceOf(MixedRegression.class, PathTasks.of(coupling, LINEAR, OBJECTIVE, false))
                    .dynamics();
            assertTrue(flow.sourceLabels());
            assertEquals(settings.anyColumns(), flow.anyColumns());
        }
    }

    @Test
    void theFolderIsOfAsEarlyAVersionAsItCanBe() throws Exception {
        Coupling plain = coupling(PLAIN, Modelling.NUMBERS, false);
        assertTrue(description(plain).contains("\"version\":2"));
        assertFalse(description(plain).contains("anyColumns"));
        assertEquals(PLAIN, CouplingFolder.read(folder).settings());
        assertTrue(description(coupling(ANY, Modelling.NUMBERS, false)).contains("\"version\":3"));
        assertEquals(ANY, CouplingFolder.read(folder).settings());
        Coupling labels = coupling(PLAIN, Modelling.AUTOMATIC, true);
        assertTrue(description(labels).contains("\"version\":3"));
        assertEquals(labels.space(), CouplingFolder.read(folder).space());
    }

    @Test
    void whatBecameOfColumnsIsReported() {
        int rows = 400;
        double[][] values = new double[5][rows];
        for (int i = 0; i < rows; i++) {
            values[0][i] = Math.sin(i * i);
            values[1][i] = i % 4;
            values[2][i] = i % 10 == 0 ? Double.NaN : i % 3 == 0 ? 0 : Math.sin(i * i);
            values[3][i] = 1000 + i;
            values[4][i] = 7;
        }
        List<ColumnInfo> columns = List.of(
                new ColumnInfo("x", ColumnKind.DOUBLE),
                new ColumnInfo("class", ColumnKind.INT),
                new ColumnInfo("gain", ColumnKind.DOUBLE),
                new ColumnInfo("number", ColumnKind.INT),
                new ColumnInfo("one", ColumnKind.INT));
        Modelling modelling = new Modelling(Modelling.Role.AUTOMATIC, Map.of("x", Modelling.Role.NUMBER));
        List<PartReport> reports = Coupling.fit(
                        PLAIN,
                        new Table(columns, values, rows),
                        Optional.empty(),
                        EncodingSettings.defaults().with(modelling),
                        1,
                        Monitor.none())
                .encoding()
                .reports();
        assertEquals(
                List.of("number", "label", "number with spikes and gaps", PartReport.LEFT_OUT, "one value"),
                reports.stream().map(PartReport::as).toList());
        assertEquals(
                List.of(0, 4, 3, 0, 0), reports.stream().map(PartReport::levels).toList());
        assertEquals("chosen in the dialog", reports.get(0).why());
        assertEquals(0.1, reports.get(2).missing());
        assertTrue(reports.get(3).warnings().get(0).contains("looks like an identifier"), reports::toString);
        assertTrue(reports.get(1).warnings().isEmpty());
    }

    private String description(Coupling coupling) throws Exception {
        CouplingFolder.write(coupling, folder, Monitor.none());
        return Files.readString(folder.resolve("coupling.json"));
    }

    private static Coupling coupling(CouplingSettings settings, Modelling modelling, boolean texts) {
        return Coupling.fit(
                settings,
                table(texts),
                Optional.empty(),
                EncodingSettings.defaults().with(modelling),
                1,
                Monitor.none());
    }

    /** Fifty different numbers, and two texts beside them. */
    private static Table table(boolean texts) {
        double[] numbers =
                IntStream.range(0, 50).mapToDouble(i -> Math.sin(i * i)).toArray();
        if (!texts) {
            return Table.numbers("x", numbers);
        }
        Table.Builder rows =
                Table.builder(List.of(new ColumnInfo("x", ColumnKind.DOUBLE), new ColumnInfo("city", ColumnKind.TEXT)));
        for (int i = 0; i < numbers.length; i++) {
            rows.add(numbers[i], rows.dictionary(1).code(i % 3 == 0 ? "Bern" : "Ulm"));
        }
        return rows.build();
    }
}
