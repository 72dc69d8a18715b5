// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircleColumnTest {
    private static final int ROWS = 2000;

    private static Table table(ColumnKind kind, IntToDoubleFunction values) {
        Table.Builder builder =
                Table.builder(List.of(new ColumnInfo("hour", kind), new ColumnInfo("other", ColumnKind.DOUBLE)));
        for (int row = 0; row < ROWS; row++) {
            builder.add(values.applyAsDouble(row), row * 0.37);
        }
        return builder.build();
    }

    private static TableEncoding fit(Table table, Scaling scaling, double period) {
        EncodingSettings settings = new EncodingSettings(scaling, false, true, 0)
                .with(Modelling.AUTOMATIC.withPeriods(Map.of("hour", period)));
        return TableEncoding.fit(table, settings, Monitor.none());
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void valuesComeBackAsTheyWere(Scaling scaling) {
        Random random = new Random(1);
        Table hours = table(ColumnKind.INT, row -> random.nextInt(24));
        TableEncoding encoding = fit(hours, scaling, 24);
        RowMatrix rows = encoding.encode(hours, TableRole.TARGET, Monitor.none());
        Table decoded = encoding.decode(rows, Monitor.none());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(1, Math.hypot(rows.get(row, 0), rows.get(row, 1)), 1e-6);
            assertEquals(hours.get(row, 0), decoded.get(row, 0));
        }
        assertEquals("circle", encoding.reports().get(0).as());
        assertEquals("it repeats every 24", encoding.reports().get(0).why());
        assertEquals(
                encoding,
                TableEncoding.fromJson(JsonParser.parseString(encoding.toJson().toString())));
    }

    @Test
    void ranksAreUniformOnTheCircleWhoseEndsMeet() {
        Random random = new Random(2);
        Table hours = table(ColumnKind.INT, row -> (int) (24 * Math.pow(random.nextDouble(), 3)));
        RowMatrix rows = fit(hours, Scaling.QUANTILE, 24).encode(hours, TableRole.TARGET, Monitor.none());
        double cos = 0;
        double sin = 0;
        for (int row = 0; row < ROWS; row++) {
            cos += rows.get(row, 0) / ROWS;
            sin += rows.get(row, 1) / ROWS;
        }
        assertEquals(0, Math.hypot(cos, sin), 0.01);
    }

    @Test
    void midnightIsNextToTheLastHour() {
        Table hours = table(ColumnKind.DOUBLE, row -> row * 24.0 / ROWS);
        RowMatrix rows = fit(hours, Scaling.NONE, 24).encode(hours, TableRole.TARGET, Monitor.none());
        double last = Math.hypot(rows.get(0, 0) - rows.get(ROWS - 1, 0), rows.get(0, 1) - rows.get(ROWS - 1, 1));
        double second = Math.hypot(rows.get(0, 0) - rows.get(1, 0), rows.get(0, 1) - rows.get(1, 1));
        assertEquals(second, last, 1e-6);
    }

    @Test
    void gapsAreALabelBesideTheCircle() {
        Random random = new Random(3);
        Table hours = table(ColumnKind.DOUBLE, row -> row % 5 == 0 ? Double.NaN : random.nextDouble() * 24);
        TableEncoding encoding = fit(hours, Scaling.QUANTILE, 24);
        RowMatrix rows = encoding.encode(hours, TableRole.TARGET, Monitor.none());
        Table decoded = encoding.decode(rows, Monitor.none());
        assertEquals("circle with gaps", encoding.reports().get(0).as());
        assertEquals(3, encoding.fitted().get(0).encoding().width());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(hours.get(row, 0), decoded.get(row, 0), 1e-3);
        }
        assertEquals(1, encoding.space().unitVectors().all().size());
        assertEquals(
                encoding,
                TableEncoding.fromJson(JsonParser.parseString(encoding.toJson().toString())));
    }

    /** Of weekdays 1 to 7 the last is 7, of angles from -180 on the first is negative. */
    @Test
    void valuesComeBackInTheirOwnRange() {
        Table weekdays = table(ColumnKind.INT, row -> 1 + row % 7);
        TableEncoding encoding = fit(weekdays, Scaling.NONE, 7);
        Table decoded = encoding.decode(encoding.encode(weekdays, TableRole.TARGET, Monitor.none()), Monitor.none());
        assertTrue(IntStream.range(0, ROWS).allMatch(row -> decoded.get(row, 0) == 1 + row % 7));
        Table angles = table(ColumnKind.DOUBLE, row -> row * 360.0 / ROWS - 180);
        TableEncoding turned = fit(angles, Scaling.NONE, 360);
        assertEquals(-180, ((CircleColumn) turned.fitted().get(0).encoding()).start());
    }

    @Test
    void valuesBeyondAPeriodAreTakenWithinIt() {
        Table turns = table(ColumnKind.DOUBLE, row -> row % 720 + 0.5);
        TableEncoding encoding = fit(turns, Scaling.NONE, 360);
        Table decoded = encoding.decode(encoding.encode(turns, TableRole.TARGET, Monitor.none()), Monitor.none());
        assertTrue(IntStream.range(0, ROWS).allMatch(row -> decoded.get(row, 0) < 360));
        assertTrue(
                encoding.notes().get(0).contains("over more than its period of 360"),
                encoding.notes().get(0));
    }

    @Test
    void densitiesAreThoseOfTheColumn() {
        Random random = new Random(4);
        Table hours = table(ColumnKind.DOUBLE, row -> random.nextDouble() * 24);
        ColumnDensity angles =
                fit(hours, Scaling.NONE, 24).fitted().get(0).encoding().density();
        assertEquals(Math.log(2 * Math.PI / 24), angles.place(3).logFactor(), 1e-12);
        assertEquals(Math.PI / 4, angles.place(3).code(), 1e-12);
        TableEncoding ranked = fit(hours, Scaling.QUANTILE, 24);
        ColumnDensity ranks = ranked.fitted().get(0).encoding().density();
        // uniform: each value has the density 1 / 24, which the uniform law on the circle gives it
        for (double value = 2; value < 23; value += 3) {
            double density = Math.exp(ranks.place(value).logFactor()) / (2 * Math.PI) / ranks.unit();
            assertEquals(1 / 24.0, density, 0.15 / 24);
        }
    }

    @Test
    void namesAndValuesSuggestPeriods() {
        assertEquals(24, Periods.of("pickup_hour", ColumnKind.INT, 0, 23).orElseThrow());
        assertEquals(7, Periods.of("dayOfWeek", ColumnKind.INT, 1, 7).orElseThrow());
        assertEquals(12, Periods.of("Month", ColumnKind.INT, 1, 12).orElseThrow());
        assertEquals(
                360, Periods.of("wind direction", ColumnKind.DOUBLE, 3, 358).orElseThrow());
        assertEquals(
                2 * Math.PI, Periods.of("angle", ColumnKind.DOUBLE, -3.1, 3.1).orElseThrow());
        assertEquals(Periods.DAY, Periods.of("at", ColumnKind.TIME, 0, 5e12).orElseThrow());
        assertFalse(Periods.of("hour", ColumnKind.INT, 0, 400).isPresent());
        assertFalse(Periods.of("price", ColumnKind.DOUBLE, 0, 20).isPresent());
        Table hours = table(ColumnKind.INT, row -> row % 24);
        TableEncoding plain =
                TableEncoding.fit(hours, EncodingSettings.defaults().with(Modelling.AUTOMATIC), Monitor.none());
        assertTrue(plain.reports().get(0).why().contains("it seems to repeat every 24"));
    }

    @Test
    void aPeriodIsAboveZero() {
        for (double period : new double[] {0, -7, Double.NaN, Double.POSITIVE_INFINITY}) {
            FlowException refused =
                    assertThrows(FlowException.class, () -> Modelling.AUTOMATIC.withPeriods(Map.of("hour", period)));
            assertTrue(refused.getMessage().contains("hour"), refused.getMessage());
        }
    }
}
