// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.polish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.mixed.Imputation;
import org.flowmatch.engine.mixed.ImputationSettings;
import org.flowmatch.engine.mixed.Imputed;
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
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A number y, in tenths, that follows from x and a label by a rule of steps, which trees learn at once and a flow of a few
 * training steps does not; and z, noise, which nothing foretells.
 */
class TreePolishTest {
    private static final int ROWS = 1_500;
    private static final int Y = 1;
    private static final int Z = 3;
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("x", ColumnKind.DOUBLE),
            new ColumnInfo("y", ColumnKind.DOUBLE),
            new ColumnInfo("side", ColumnKind.TEXT),
            new ColumnInfo("z", ColumnKind.DOUBLE));
    private static final ImputationSettings SETTINGS =
            new ImputationSettings(SamplingSettings.of(Solver.EULER, 10), 39, Optional.empty(), 5);

    private static Table truth;
    private static Table holed;
    private static FlowModel model;

    @BeforeAll
    static void train() {
        truth = table(0);
        holed = table(0.2);
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(true),
                holed,
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                1,
                Monitor.none());
        model = Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), false),
                        new Mlp(List.of(32), Activation.SILU, new TimeFeatures.Raw()),
                        TrainingSettings.defaults().withBudget(new Budget.Steps(300)),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    @Test
    void numbersThatTreesForetellComeNearerOthersStayAndSoDoesEveryCellThatWasThere() {
        Imputed best = best(holed, SETTINGS);
        Imputed polished = polish(holed, SETTINGS, best);
        assertTrue(
                error(polished.table(), Y) < 0.5 * error(best.table(), Y),
                () -> error(polished.table(), Y) + " after " + error(best.table(), Y));
        // nothing foretells z: what the flow says, near its median, is kept or equalled
        assertTrue(error(polished.table(), Z) < 1.1 * error(best.table(), Z));
        for (int c = 0; c < COLUMNS.size(); c++) {
            for (int row = 0; row < ROWS; row++) {
                if (!Double.isNaN(holed.get(row, c))) {
                    assertEquals(text(holed, row, c), text(polished.table(), row, c));
                }
            }
        }
        double[] values = truth.column(Y);
        assertTrue(IntStream.range(0, ROWS).allMatch(row -> IntStream.range(0, ROWS)
                .anyMatch(other -> values[other] == polished.table().get(row, Y))));
    }

    @Test
    void theSameTableIsPolishedAlikeAndWithinItsIntervals() {
        ImputationSettings settings =
                new ImputationSettings(SETTINGS.sampling(), 39, Optional.of(0.9), SETTINGS.seed());
        Table few = holed.select(IntStream.range(0, 300).toArray());
        Imputed best = best(few, settings);
        Imputed once = polish(few, settings, best);
        Imputed again = polish(few, settings, best);
        for (int row = 0; row < few.rows(); row++) {
            double number = once.table().get(row, Y);
            assertEquals(number, again.table().get(row, Y));
            if (Double.isNaN(few.get(row, Y))) {
                assertTrue(number >= once.lower().orElseThrow().get(row, Y));
                assertTrue(number <= once.upper().orElseThrow().get(row, Y));
            }
        }
    }

    @Test
    void aTableOfFewRowsIsLeftAsItWasFilled() {
        Table few = holed.select(IntStream.range(0, 60).toArray());
        Imputed best = best(few, SETTINGS);
        Imputed polished = polish(few, SETTINGS, best);
        for (int row = 0; row < few.rows(); row++) {
            assertEquals(best.table().get(row, Y), polished.table().get(row, Y));
        }
    }

    @Test
    void itCanBeCancelled() {
        Imputed best = best(holed, SETTINGS);
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        TreePolish polish = new TreePolish(model, holed, Optional.empty(), SETTINGS);
        assertThrows(CancellationException.class, () -> polish.polish(best, cancelled));
    }

    /** Two columns are tried: the cancel that comes at the twentieth question since work began does not wait for the second. */
    @Test
    void aCancelNeedNotWaitForTheTreesOfAColumn() {
        Imputed best = best(holed, SETTINGS);
        List<String> messages = new CopyOnWriteArrayList<>();
        AtomicInteger questions = new AtomicInteger();
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {
                messages.add(message);
            }

            @Override
            public boolean cancelled() {
                return !messages.isEmpty() && questions.incrementAndGet() > 20;
            }
        };
        TreePolish polish = new TreePolish(model, holed, Optional.empty(), SETTINGS);
        assertThrows(CancellationException.class, () -> polish.polish(best, monitor));
        assertEquals(Set.of("Trying trees on column \"y\""), Set.copyOf(messages));
    }

    @Test
    void progressGoesOnWhileTreesGrowAndNeverBack() {
        List<Double> fractions = new CopyOnWriteArrayList<>();
        Monitor monitor = new Monitor() {
            @Override
            public void report(double fraction, String message) {
                fractions.add(fraction);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
        new TreePolish(model, holed, Optional.empty(), SETTINGS).polish(best(holed, SETTINGS), monitor);
        assertEquals(fractions.stream().sorted().toList(), fractions);
        assertTrue(fractions.get(0) >= 0 && fractions.get(fractions.size() - 1) <= 1);
        double longest = IntStream.range(1, fractions.size())
                .mapToDouble(i -> fractions.get(i) - fractions.get(i - 1))
                .max()
                .orElseThrow();
        assertTrue(longest < 0.01, () -> "a jump of " + longest + " of the whole");
    }

    private static Imputed best(Table table, ImputationSettings settings) {
        return new Imputation(model, table, Optional.empty(), settings, Monitor.none()).best(Monitor.none());
    }

    private static Imputed polish(Table table, ImputationSettings settings, Imputed best) {
        TreePolish polish = new TreePolish(model, table, Optional.empty(), settings);
        Imputed polished = polish.polish(best, Monitor.none());
        assertEquals(List.of(), polish.warnings());
        return polished;
    }

    /** The mean absolute error of the cells that are missing. */
    private static double error(Table table, int column) {
        return IntStream.range(0, ROWS)
                .filter(row -> Double.isNaN(holed.get(row, column)))
                .mapToDouble(row -> Math.abs(table.get(row, column) - truth.get(row, column)))
                .average()
                .orElseThrow();
    }

    private static String text(Table table, int row, int column) {
        double value = table.get(row, column);
        return COLUMNS.get(column).kind().numeric()
                ? String.valueOf(value)
                : table.dictionary(column).text((int) value);
    }

    private static Table table(double missing) {
        KeyedRandom random = new KeyedRandom(7, Purpose.EXAMPLE);
        Table.Builder table = Table.builder(COLUMNS);
        float[] noise = new float[3];
        for (int row = 0; row < ROWS; row++) {
            random.gaussians(row, 0, noise, 0, noise.length);
            boolean up = random.uniform(row, 1) < 0.5;
            double step = (up ? 3 : -1) * Math.signum(Math.sin(3 * noise[0])) + 0.1 * noise[1];
            double y = Math.round(10 * step) / 10.0;
            table.add(
                    noise[0],
                    random.uniform(row, 2) < missing ? Double.NaN : y,
                    table.dictionary(2).code(up ? "up" : "down"),
                    random.uniform(row, 3) < missing ? Double.NaN : noise[2]);
        }
        return table.build();
    }
}
