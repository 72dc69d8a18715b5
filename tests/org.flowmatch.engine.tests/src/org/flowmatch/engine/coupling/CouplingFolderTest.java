// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.transport.Entropic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CouplingFolderTest {
    @TempDir
    Path folder;

    static List<Coupling> couplings() {
        return List.of(
                Couplings.of(new CouplingSettings.Independent(), 50, 0),
                Couplings.of(new CouplingSettings.Independent(), 50, 30),
                Couplings.of(new CouplingSettings.Paired(Optional.of("id")), 50, 50),
                Couplings.of(new CouplingSettings.Paired(Optional.empty()), 50, 50),
                Couplings.of(new CouplingSettings.Reflow("rk4", 10, 2, SourceLaw.GAUSSIAN), 50, 50),
                Couplings.of(new CouplingSettings.OptimalTransport(16), 50, 30),
                Couplings.of(
                        new CouplingSettings.Sinkhorn(16, Entropic.DEFAULT, true, ConditionCost.DEFAULT),
                        50,
                        0,
                        Couplings.conditions(50, 3),
                        Optional.empty()),
                Couplings.of(
                        new CouplingSettings.Unbalanced(16, Entropic.DEFAULT, 2, false, ConditionCost.DEFAULT),
                        50,
                        30,
                        Couplings.conditions(50, 3),
                        Optional.of(Couplings.conditions(30, 3))),
                Couplings.of(
                        new CouplingSettings.Partial(16, 0.5, false, new ConditionCost(ConditionCost.Mode.WEIGHTED, 3)),
                        50,
                        30,
                        Couplings.conditions(50, 3),
                        Optional.empty()));
    }

    private String problem() {
        return assertThrows(FlowException.class, () -> CouplingFolder.read(folder))
                .problem();
    }

    private void write(Coupling coupling) {
        CouplingFolder.write(coupling, folder, Monitor.none());
    }

    private void edit(String from, String to) throws IOException {
        Path file = folder.resolve("coupling.json");
        String text = Files.readString(file);
        assertTrue(text.contains(from), from);
        Files.writeString(file, text.replace(from, to));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("couplings")
    void aCouplingComesBack(Coupling coupling) {
        write(coupling);
        Coupling again = CouplingFolder.read(folder);
        assertEquals(coupling.settings(), again.settings());
        assertEquals(coupling.seed(), again.seed());
        assertEquals(
                coupling.encoding().toJson().toString(),
                again.encoding().toJson().toString());
        assertArrayEquals(coupling.target().toArray(), again.target().toArray());
        assertEquals(coupling.sourceLaw(), again.sourceLaw());
        assertEquals(coupling.conditionEncoding(), again.conditionEncoding());
        assertEquals(
                coupling.conditions().flatMap(Conditions::source).isPresent(),
                again.conditions().flatMap(Conditions::source).isPresent());
        try (PairStream before = coupling.open(Couplings.all(coupling), 4, PairUse.TRAINING);
                PairStream after = again.open(Couplings.all(again), 4, PairUse.TRAINING)) {
            assertTrue(Arrays.deepEquals(Couplings.draw(before, 100, 100), Couplings.draw(after, 100, 100)));
        }
    }

    @Test
    void aFolderThatIsNotACoupling() throws IOException {
        assertTrue(problem().contains("coupling.json cannot be read"));
        Files.writeString(folder.resolve("coupling.json"), "{\"format\":\"other\"}");
        assertTrue(problem().endsWith("does not hold a coupling."));
        for (String text : new String[] {"{", "[]", "{}", "", "x,y\n1,2\n", "{\"format\":{},\"version\":1}"}) {
            Files.writeString(folder.resolve("coupling.json"), text);
            assertTrue(problem().contains("is damaged"), text);
        }
    }

    @Test
    void aTruncatedDescription() throws IOException {
        write(couplings().get(0));
        String text = Files.readString(folder.resolve("coupling.json"));
        for (int length = 0; length < text.length(); length += 7) {
            Files.writeString(folder.resolve("coupling.json"), text.substring(0, length));
            assertTrue(problem().contains("damaged"));
        }
    }

    @Test
    void editedDescriptions() throws IOException {
        for (String[] change : new String[][] {
            {"\"type\":\"optimal_transport\"", "\"type\":\"sinkhorns\""},
            {"\"batchSize\":16", "\"batch\":16"},
            {"\"targetRows\":50", "\"targetRows\":51"},
            {"\"sourceRows\":30", "\"sourceRows\":29"},
            {"\"seed\":0,\"targetRows\"", "\"seed\":\"x\",\"targetRows\""},
            {"\"encoding\":{", "\"encoded\":{"},
            {"\"conditions\":{\"columns\":[]}", "\"conditions\":{\"columns\":[{}]}"},
            {"\"conditions\":{\"columns\":[]}", "\"conditions\":7"},
        }) {
            write(couplings().get(5));
            edit(change[0], change[1]);
            String problem = problem();
            assertTrue(problem.contains("damaged"), change[1] + ": " + problem);
        }
        write(couplings().get(5));
        edit(",\"batchSize\":16", "");
        assertTrue(problem().contains("is damaged: ") && problem().contains("coupling.batchSize"), problem());
        write(couplings().get(5));
        edit("\"batchSize\":16", "\"batchSize\":1");
        assertTrue(
                problem().contains("The batch size of optimal transport is 1, but must be between 2 and 4,096."),
                problem());
    }

    @Test
    void laterVersion() throws IOException {
        write(couplings().get(0));
        edit("\"version\":2", "\"version\":4");
        assertTrue(problem().contains("format version 4, this version of the product reads up to 3"), problem());
    }

    @Test
    void truncatedOrMissingRows() throws IOException {
        write(couplings().get(1));
        Path source = folder.resolve("source.rows");
        Files.write(source, Arrays.copyOf(Files.readAllBytes(source), 100));
        assertTrue(problem().contains("source.rows is truncated or damaged"), problem());
        Files.delete(folder.resolve("target.rows"));
        assertTrue(problem().contains("target.rows cannot be read: it does not exist"), problem());
    }

    @Test
    void truncatedOrMissingConditions() throws IOException {
        write(couplings().get(7));
        Path conditions = folder.resolve("source.conditions");
        Files.write(conditions, Arrays.copyOf(Files.readAllBytes(conditions), 100));
        assertTrue(problem().contains("source.conditions is truncated or damaged"), problem());
        Files.delete(folder.resolve("target.conditions"));
        assertTrue(problem().contains("target.conditions cannot be read: it does not exist"), problem());
        edit("\"categories\":[\"l0\",\"l1\",\"l2\"]", "\"categories\":[\"l0\",\"l1\",\"l1\"]");
        assertTrue(problem().contains("\"label\" has 3 categories, it must have 2 to 256 different ones"), problem());
    }

    private long files() throws IOException {
        try (var list = Files.list(folder)) {
            return list.count();
        }
    }

    @Test
    void aCancelLeavesNothing() throws IOException {
        Monitor cancelled = new Monitor() {
            private int checks;

            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return ++checks > 1;
            }
        };
        assertThrows(
                CancellationException.class,
                () -> CouplingFolder.write(couplings().get(7), folder, cancelled));
        assertEquals(0, files());
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "not a folder");
        FlowException e = assertThrows(
                FlowException.class,
                () -> CouplingFolder.write(couplings().get(0), file.resolve("coupling"), Monitor.none()));
        assertTrue(e.problem().startsWith("The coupling cannot be written to " + file), e.problem());
    }

    @Test
    void writingAndReadingInAnInterruptedThread() {
        Coupling coupling = couplings().get(1);
        Thread.currentThread().interrupt();
        try {
            write(coupling);
            assertEquals(30, CouplingFolder.read(folder).source().orElseThrow().rows());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void fittedIntoAFolderItIsTheSameAsInMemory() {
        CouplingSettings settings = new CouplingSettings.OptimalTransport(16);
        Optional<ConditionTables> conditions =
                Optional.of(new ConditionTables(Couplings.conditions(50, 3), Optional.of(Couplings.conditions(30, 3))));
        Coupling expected = Coupling.fit(
                settings,
                Couplings.numbered(50, 0),
                Optional.of(Couplings.numbered(30, 1000)),
                conditions,
                EncodingSettings.defaults(),
                7,
                Monitor.none());
        CouplingFolder.fit(
                folder,
                settings,
                Couplings.numbered(50, 0),
                Optional.of(Couplings.numbered(30, 1000)),
                conditions,
                EncodingSettings.defaults(),
                7,
                Monitor.none());
        Coupling read = CouplingFolder.read(folder);
        assertEquals(expected.encoding().toJson(), read.encoding().toJson());
        assertArrayEquals(expected.target().toArray(), read.target().toArray());
        assertArrayEquals(
                expected.source().orElseThrow().toArray(),
                read.source().orElseThrow().toArray());
        assertArrayEquals(
                expected.conditions().orElseThrow().target().toArray(),
                read.conditions().orElseThrow().target().toArray());
        assertEquals(7, read.seed());
    }

    @Test
    void aCouplingThatCannotBeFittedLeavesNothing() throws IOException {
        assertThrows(
                FlowException.class,
                () -> CouplingFolder.fit(
                        folder,
                        new CouplingSettings.Independent(),
                        Couplings.numbered(50, 0),
                        Optional.of(Couplings.numbered(0, 0)),
                        Optional.empty(),
                        EncodingSettings.defaults(),
                        7,
                        Monitor.none()));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
