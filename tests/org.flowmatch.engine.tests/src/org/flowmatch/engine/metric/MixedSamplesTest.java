// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;

class MixedSamplesTest {
    @Test
    void oneTextHasOneNumberWhateverItsCodeInEachTable() {
        List<MixedSample> samples = MixedSamples.of(List.of(
                Table.texts("colour", Arrays.asList("red", "blue", null, "red")),
                Table.texts("colour", Arrays.asList("blue", "green", "red"))));
        assertArrayEquals(new double[] {2, 0, Double.NaN, 2}, samples.get(0).values()[0]);
        assertArrayEquals(new double[] {0, 1, 2}, samples.get(1).values()[0]);
        assertEquals(
                List.of(new MixedSample.Column("colour", true)), samples.get(1).columns());
    }

    @Test
    void columnsAreFoundByNameAndNumbersStayAsTheyAre() {
        List<ColumnInfo> columns = List.of(new ColumnInfo("a", ColumnKind.INT), new ColumnInfo("b", ColumnKind.DOUBLE));
        Table first = new Table(columns, new double[][] {{1, 2}, {0.5, Double.NaN}}, 2);
        List<MixedSample> samples = MixedSamples.of(List.of(
                first,
                new Table(
                        List.of(new ColumnInfo("b", ColumnKind.DOUBLE), new ColumnInfo("a", ColumnKind.DOUBLE)),
                        new double[][] {{7}, {8}},
                        1)));
        assertArrayEquals(new double[] {8}, samples.get(1).values()[0]);
        assertArrayEquals(new double[] {0.5, Double.NaN}, samples.get(0).values()[1]);
        assertEquals(samples.get(0).columns(), samples.get(1).columns());
    }

    @Test
    void tablesOfOtherColumnsAreRefusedByName() {
        Table numbers = Table.numbers("age", 1, 2);
        var error =
                assertThrows(FlowException.class, () -> MixedSamples.of(List.of(numbers, Table.numbers("size", 1, 2))));
        assertTrue(error.problem().contains("no column \"age\""), error.problem());
        error = assertThrows(
                FlowException.class, () -> MixedSamples.of(List.of(numbers, Table.texts("age", List.of("1")))));
        assertTrue(error.problem().contains("\"age\" is of texts in one"), error.problem());
    }

    @Test
    void booleansAreNominalAndDatesAreNot() {
        Table flags = new Table(List.of(new ColumnInfo("c", ColumnKind.BOOLEAN)), new double[][] {{0, 1, 1}}, 3);
        MixedSample sample = MixedSamples.of(List.of(flags)).get(0);
        assertEquals(List.of(new MixedSample.Column("c", true)), sample.columns());
        assertArrayEquals(new double[] {0, 1, 1}, sample.values()[0]);
        Table dates = new Table(List.of(new ColumnInfo("c", ColumnKind.DATE)), new double[][] {{19000}}, 1);
        assertEquals(
                List.of(new MixedSample.Column("c", false)),
                MixedSamples.of(List.of(dates)).get(0).columns());
        var error = assertThrows(FlowException.class, () -> MixedSamples.of(List.of(flags, dates)));
        assertTrue(error.problem().contains("\"c\" is of booleans in one"), error.problem());
        error = assertThrows(
                FlowException.class, () -> MixedSamples.of(List.of(flags, Table.texts("c", List.of("true")))));
        assertTrue(error.problem().contains("\"c\" is of texts in one"), error.problem());
    }
}
