// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.flowmatch.engine.mixed.GappedLaw.Y;
import static org.flowmatch.engine.mixed.GappedLaw.imputation;
import static org.flowmatch.engine.mixed.GappedLaw.model;
import static org.flowmatch.engine.mixed.GappedLaw.rows;
import static org.flowmatch.engine.mixed.GappedLaw.settings;
import static org.flowmatch.engine.mixed.GappedLaw.table;
import static org.flowmatch.engine.mixed.GappedLaw.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.mixed.GappedLaw.Row;
import org.junit.jupiter.api.Test;

/** Draws of missing cells, and intervals of draws, against the law of a made table. */
class ImputationDrawsTest {
    @Test
    void intervalsOfDrawsHoldWhatTheySay() {
        List<Row> whole = whole(2000, 4);
        List<Row> rows = whole.stream().map(row -> row.without(Y)).toList();
        ImputationSettings settings = settings(39, Optional.of(ImputationSettings.DEFAULT_COVERAGE));
        Imputed made = imputation(model(), table(rows), settings).best(Monitor.none());
        Table lower = made.lower().orElseThrow();
        Table upper = made.upper().orElseThrow();
        int y = lower.indexOf("y");
        double held = IntStream.range(0, rows.size())
                        .filter(row -> lower.get(row, y) <= whole.get(row).y()
                                && whole.get(row).y() <= upper.get(row, y))
                        .count()
                / 2000.0;
        // two standard errors of a share of .95 in 2,000 rows are .01
        assertTrue(held >= 0.93 - 0.01 && held <= 0.97 + 0.01, "held " + held);
        assertTrue(Double.isNaN(lower.get(0, lower.indexOf("x"))), "x was there");
    }

    @Test
    void aDrawIsTheSameHoweverManyThereAre() {
        Table table = table(rows(40, 9).stream().map(row -> row.without(Y)).toList());
        List<double[]> two = drawn(table, 2);
        List<double[]> five = drawn(table, 5);
        assertArrayEquals(two.get(0), five.get(0));
        assertArrayEquals(two.get(1), five.get(1));
        assertFalse(Math.abs(two.get(0)[0] - two.get(1)[0]) < 1e-9, "two draws differ");
    }

    private static List<double[]> drawn(Table table, int draws) {
        List<double[]> drawn = new ArrayList<>();
        imputation(model(), table, settings(draws, Optional.empty()))
                .draws((draw, made) -> drawn.add(made.column(Y)), Monitor.none());
        assertEquals(draws, drawn.size());
        return drawn;
    }

    @Test
    void anIntervalNeedsEnoughDraws() {
        assertEquals(2, settings(79, Optional.of(0.95)).rank());
        assertEquals(1, settings(39, Optional.of(0.95)).rank());
        FlowException few = assertThrows(FlowException.class, () -> settings(38, Optional.of(0.95)));
        assertTrue(few.remedy().contains("at least 39 draws"), few::remedy);
    }
}
