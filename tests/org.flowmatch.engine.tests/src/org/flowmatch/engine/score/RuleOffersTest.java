// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.KeptOrder;
import org.flowmatch.engine.encoding.KeptRule;
import org.flowmatch.engine.encoding.KeptSum;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.score.RuleOffers.Offer;
import org.junit.jupiter.api.Test;

/** What the rows of a table keep is offered to be kept. */
class RuleOffersTest {
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("paid", ColumnKind.DATE),
            new ColumnInfo("net", ColumnKind.DOUBLE),
            new ColumnInfo("start", ColumnKind.DATE),
            new ColumnInfo("shop", ColumnKind.TEXT),
            new ColumnInfo("gross", ColumnKind.DOUBLE),
            new ColumnInfo("end", ColumnKind.DATE),
            new ColumnInfo("tax", ColumnKind.DOUBLE),
            new ColumnInfo("age", ColumnKind.INT));
    private static final EncodingSettings SETTINGS = EncodingSettings.defaults().with(Modelling.AUTOMATIC);
    private static final KeptRule DAYS = new KeptOrder(List.of("start", "end", "paid"));
    private static final KeptRule BILL = new KeptSum(List.of("net", "tax"), "gross");

    /** @param slips rows whose end is before their start */
    private static Table table(int rows, int slips) {
        Random random = new Random(2);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            int start = 19_000 + random.nextInt(300);
            int end = start + (row < slips ? -2 : random.nextInt(30));
            int net = 100 + random.nextInt(100_000);
            int tax = Math.round(net * (random.nextBoolean() ? 0.07f : 0.19f));
            builder.add(
                    random.nextInt(9) == 0 ? Double.NaN : Math.max(start, end) + random.nextInt(60),
                    net / 100.0,
                    start,
                    builder.dictionary(3).code("shop " + random.nextInt(4)),
                    (net + tax) / 100.0,
                    end,
                    tax / 100.0,
                    18 + random.nextInt(70));
        }
        return builder.build();
    }

    private static List<Offer> offers(Table table, EncodingSettings settings) {
        return RuleOffers.of(table, settings, Monitor.none());
    }

    @Test
    void sumsAndChainsAreOffered() {
        List<Offer> offers = offers(table(3000, 0), SETTINGS);
        assertEquals(
                Set.of(new Offer(BILL, false, Optional.empty()), new Offer(DAYS, false, Optional.empty())),
                Set.copyOf(offers),
                offers::toString);
    }

    @Test
    void whatIsKeptIsToldAsKept() {
        List<Offer> offers = offers(table(3000, 0), SETTINGS.keeping(List.of(DAYS)));
        assertEquals(
                List.of(new Offer(DAYS, true, Optional.empty()), new Offer(BILL, false, Optional.empty())), offers);
    }

    @Test
    void slipsAreNamed() {
        Offer days = offers(table(3000, 3), SETTINGS).stream()
                .filter(offer -> offer.rule().columns().contains("start"))
                .findFirst()
                .orElseThrow();
        String obstacle = days.obstacle().orElseThrow();
        assertTrue(obstacle.startsWith("Row 1 of the target table breaks the rule \"start\" <= "), obstacle);
        assertTrue(obstacle.endsWith("So do 3 rows in all."), obstacle);
    }

    @Test
    void independentColumnsAndFewRowsHaveNone() {
        Random random = new Random(3);
        double[][] cells = new double[4][2000];
        for (double[] column : cells) {
            for (int row = 0; row < column.length; row++) {
                column[row] = random.nextGaussian();
            }
        }
        List<ColumnInfo> columns = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            columns.add(new ColumnInfo(name, ColumnKind.DOUBLE));
        }
        assertEquals(List.of(), offers(new Table(columns, cells, 2000), SETTINGS));
        assertEquals(List.of(), offers(table(50, 0), SETTINGS));
    }

    /** Nearly equal columns lie below each other in most rows: a chain has each once. */
    @Test
    void chainsEndWhereColumnsAreNearlyEqual() {
        Random random = new Random(3);
        double[][] cells = new double[3][3000];
        for (int row = 0; row < 3000; row++) {
            cells[0][row] = random.nextGaussian();
            cells[1][row] = cells[0][row] + (row % 700 == 0 ? 0.1 : row % 701 == 0 ? -0.1 : 0);
            cells[2][row] = cells[0][row] + 0.2 + random.nextDouble();
        }
        List<ColumnInfo> columns = List.of(
                new ColumnInfo("a", ColumnKind.DOUBLE),
                new ColumnInfo("b", ColumnKind.DOUBLE),
                new ColumnInfo("c", ColumnKind.DOUBLE));
        List<Offer> offers = offers(new Table(columns, cells, 3000), SETTINGS);
        assertEquals(1, offers.size(), offers::toString);
        assertEquals(Set.of("a", "b", "c"), Set.copyOf(offers.get(0).rule().columns()));
        assertEquals("c", offers.get(0).rule().columns().get(2));
        assertTrue(offers.get(0).obstacle().isPresent());
    }
}
