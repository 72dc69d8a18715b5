// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.flowmatch.engine.mixed.GappedLaw.GAUGE;
import static org.flowmatch.engine.mixed.GappedLaw.MISSING;
import static org.flowmatch.engine.mixed.GappedLaw.NOTE;
import static org.flowmatch.engine.mixed.GappedLaw.SIDE;
import static org.flowmatch.engine.mixed.GappedLaw.X;
import static org.flowmatch.engine.mixed.GappedLaw.Y;
import static org.flowmatch.engine.mixed.GappedLaw.imputation;
import static org.flowmatch.engine.mixed.GappedLaw.model;
import static org.flowmatch.engine.mixed.GappedLaw.rows;
import static org.flowmatch.engine.mixed.GappedLaw.settings;
import static org.flowmatch.engine.mixed.GappedLaw.table;
import static org.flowmatch.engine.mixed.GappedLaw.text;
import static org.flowmatch.engine.mixed.GappedLaw.train;
import static org.flowmatch.engine.mixed.GappedLaw.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.mixed.GappedLaw.Row;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.path.LinearPath;
import org.junit.jupiter.api.Test;

/** What holds of a completed table whether its cells are best values or draws. */
class ImputationTest {
    @Test
    void whatIsThereStaysBitForBit() {
        List<Row> rows = new ArrayList<>(List.of(
                new Row(1e30, MISSING, "sideways", 2.123456789012345, "up"),
                new Row(MISSING, 0.1 + 0.2, "up", MISSING, "a note of its own"),
                new Row(-0.0, 5, "down", 1, "down")));
        rows.addAll(rows(200, 5));
        Imputation imputation = imputation(model(), table(rows), settings(3, Optional.empty()));
        List<Table> completed = new ArrayList<>();
        completed.add(imputation.best(Monitor.none()).table());
        imputation.draws((draw, made) -> completed.add(made), Monitor.none());
        assertEquals(4, completed.size());
        for (Table made : completed) {
            for (int row = 0; row < rows.size(); row++) {
                Row was = rows.get(row);
                assertKept(was.x(), made.get(row, X));
                assertKept(was.y(), made.get(row, Y));
                assertKept(was.gauge(), made.get(row, GAUGE));
                assertEquals(was.side(), text(made, row, SIDE));
                assertTrue(was.note() == null || was.note().equals(text(made, row, NOTE)), was.toString());
            }
        }
        List<String> warnings = imputation.warnings();
        assertTrue(
                warnings.contains("Column \"side\": 1 cells have a label that the model does not know; they are taken"
                        + " as missing."),
                warnings::toString);
        assertTrue(
                warnings.stream().anyMatch(w -> w.startsWith("Column \"x\": 1 numbers lie outside")),
                warnings::toString);
    }

    private static void assertKept(double was, double is) {
        if (Double.isNaN(was)) {
            assertTrue(Double.isFinite(is), "filled with " + is);
        } else {
            assertEquals(Double.doubleToRawLongBits(was), Double.doubleToRawLongBits(is));
        }
    }

    /** Gauge and note have a level for missing cells, which no open cell may get: neither the best value nor a draw. */
    @Test
    void aMissingCellIsNeverMissingAgain() {
        List<Row> rows = rows(1000, 6).stream()
                .map(row -> row.without(GAUGE).without(NOTE))
                .toList();
        Imputation imputation = imputation(model(), table(rows), settings(2, Optional.empty()));
        List<Table> completed =
                new ArrayList<>(List.of(imputation.best(Monitor.none()).table()));
        imputation.draws((draw, made) -> completed.add(made), Monitor.none());
        for (Table made : completed) {
            for (int column : new int[] {GAUGE, NOTE}) {
                assertTrue(IntStream.range(0, rows.size()).noneMatch(row -> Double.isNaN(made.get(row, column))));
            }
        }
        double up = IntStream.range(0, rows.size())
                        .filter(row -> text(completed.get(1), row, NOTE)
                                .equals(rows.get(row).side()))
                        .count()
                / 1000.0;
        assertEquals(0.9, up, 0.05, "the other levels keep their odds");
    }

    @Test
    void rowsWithoutAMissingCellAreNotLookedAt() {
        List<Row> rows = new ArrayList<>(whole(50, 8));
        Table complete = table(rows);
        Imputation none = imputation(model(), complete, settings(2, Optional.empty()));
        assertEquals(0, none.rows());
        assertSame(complete, none.best(Monitor.none()).table());
        rows.set(20, rows.get(20).without(X));
        assertEquals(
                1,
                imputation(model(), table(rows), settings(2, Optional.empty())).rows());
    }

    @Test
    void whatCannotBeCompletedIsRefused() {
        FlowException columns = assertThrows(
                FlowException.class,
                () -> imputation(model(), Table.numbers("z", 1, MISSING), settings(2, Optional.empty())));
        assertTrue(columns.problem().startsWith("The table has no column of the model"), columns::problem);
        FlowException kind = assertThrows(
                FlowException.class,
                () -> imputation(model(), Table.numbers("side", 1, MISSING), settings(2, Optional.empty())));
        assertTrue(kind.problem().contains("the model knows texts"), kind::problem);
        FlowModel other = train(new LinearPath(), rows(100, 13), 5, false);
        FlowException given = assertThrows(
                FlowException.class, () -> imputation(other, table(rows(3, 14)), settings(2, Optional.empty())));
        assertTrue(given.problem().contains("not trained to be given any columns"), given::problem);
    }

    @Test
    void aCancelIsHeeded() {
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        Imputation imputation = imputation(model(), table(rows(500, 15)), settings(2, Optional.empty()));
        assertThrows(CancellationException.class, () -> imputation.best(cancelled));
        assertThrows(CancellationException.class, () -> imputation.draws((draw, made) -> {}, cancelled));
    }
}
