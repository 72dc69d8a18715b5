// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.flowmatch.engine.mixed.GappedLaw.COLUMNS;
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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.mixed.GappedLaw.Row;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.path.PolynomialPath;
import org.junit.jupiter.api.Test;

/** The best values of missing cells against the law of a made table. */
class BestValuesTest {
    private static Table best(List<Row> rows) {
        return imputation(model(), table(rows), settings(5, Optional.empty()))
                .best(Monitor.none())
                .table();
    }

    /** Root of the mean squared distance; the numbers deviate by about 1. */
    private static double distance(Table made, int column, List<Row> rows, double slope, double offset) {
        return Math.sqrt(IntStream.range(0, rows.size())
                .mapToDouble(row ->
                        made.get(row, column) - offset - slope * rows.get(row).x())
                .map(error -> error * error)
                .average()
                .orElseThrow());
    }

    @Test
    void theBestValueIsNearTheConditionalMean() {
        List<Row> rows = whole(1000, 2).stream()
                .map(row -> row.without(SIDE).without(NOTE).without(GAUGE).without(Y))
                .toList();
        Table made = best(rows);
        assertTrue(distance(made, Y, rows, 0.8, 0) < 0.2, () -> "y: " + distance(made, Y, rows, 0.8, 0));
        assertTrue(
                distance(made, GAUGE, rows, 1, 3) < 0.32,
                () -> "a number of which two of five were missing: " + distance(made, GAUGE, rows, 1, 3));
    }

    @Test
    void theBestLabelIsTheMostProbableOne() {
        List<Row> whole = whole(1000, 3);
        List<Row> rows = whole.stream().map(row -> row.without(NOTE)).toList();
        Imputed made =
                imputation(model(), table(rows), settings(5, Optional.empty())).best(Monitor.none());
        long likeliest = IntStream.range(0, rows.size())
                .filter(row ->
                        text(made.table(), row, NOTE).equals(rows.get(row).side()))
                .count();
        assertTrue(likeliest >= 970, likeliest + " of 1000 notes are the side");
        double chance = IntStream.range(0, rows.size())
                .mapToDouble(row -> made.chances().get("note")[row])
                .average()
                .orElseThrow();
        assertEquals(0.9, chance, 0.04, "probability of the label chosen");
        assertTrue(Double.isNaN(made.chances().get("side")[0]), "side was there");
    }

    /** A table completed part by part is the table completed, to the last bit. */
    @Test
    void theBestValueIsTheSameWhateverOtherRowsThereAre() {
        List<Row> rows =
                rows(300, 9).stream().map(row -> row.without(Y).without(NOTE)).toList();
        double[] whole = filled(rows);
        for (int size : new int[] {1, 7, 129}) {
            for (int from = 0; from + size <= rows.size(); from += 130) {
                assertArrayEquals(
                        Arrays.copyOfRange(whole, from, from + size),
                        filled(rows.subList(from, from + size)),
                        size + " rows from " + from);
            }
        }
    }

    private static double[] filled(List<Row> rows) {
        return imputation(model(), table(rows), settings(2, Optional.empty()))
                .best(Monitor.none())
                .table()
                .column(Y);
    }

    /** a'(0) = 0 on this path: the velocity there says nothing of the target row. */
    @Test
    void whereOneEvaluationSaysNothingDrawsTakeItsPlace() {
        FlowModel other = train(new PolynomialPath(2), rows(500, 10), 300, true);
        Table table = table(whole(20, 11).stream().map(row -> row.without(Y)).toList());
        assertThrows(FlowException.class, () -> new Completion(other));
        Imputation imputation = imputation(other, table, settings(9, Optional.empty()));
        Table made = imputation.best(Monitor.none()).table();
        assertTrue(IntStream.range(0, 20).allMatch(row -> Double.isFinite(made.get(row, Y))));
        assertTrue(
                imputation.warnings().stream()
                        .anyMatch(w -> w.contains("median, or the most frequent label, of 9 draws")),
                imputation.warnings()::toString);
    }

    @Test
    void columnsMayBeLackingAndOthersMayBeThere() {
        Table whole = table(rows(30, 12).stream().map(row -> row.without(Y)).toList());
        Table some = Table.numbers("z", whole.column(X)).beside(whole.choose(List.of(COLUMNS.get(Y), COLUMNS.get(X))));
        Table made = imputation(model(), some, settings(2, Optional.empty()))
                .best(Monitor.none())
                .table();
        assertEquals(List.of("z", "y", "x"), made.names());
        assertTrue(Double.isFinite(made.get(0, 1)));
    }

    @Test
    void rowsOfWhichNothingIsKnownAreCompletedAndCounted() {
        Row nothing = new Row(MISSING, MISSING, null, MISSING, null);
        List<Row> rows = new ArrayList<>(rows(10, 7));
        rows.add(nothing);
        rows.add(new Row(MISSING, MISSING, "sideways", MISSING, null));
        Imputation imputation = imputation(model(), table(rows), settings(2, Optional.empty()));
        Table made = imputation.best(Monitor.none()).table();
        for (int column = 0; column < COLUMNS.size(); column++) {
            assertFalse(Double.isNaN(made.get(10, column)));
        }
        assertTrue(
                imputation.warnings().stream().anyMatch(w -> w.startsWith("2 of 12 rows have no cell")),
                imputation.warnings()::toString);
        Table alone = best(List.of(nothing));
        assertEquals(1, alone.rows());
        assertFalse(Double.isNaN(alone.get(0, X)));
    }
}
