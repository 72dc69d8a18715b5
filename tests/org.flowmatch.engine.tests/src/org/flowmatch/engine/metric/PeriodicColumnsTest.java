// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;

class PeriodicColumnsTest {
    private static final MixedSample SAMPLE = new MixedSample(
            List.of(new MixedSample.Column("hour", false), new MixedSample.Column("day", true)),
            new double[][] {{0, 6, 12, Double.NaN}, {0, 1, 1, 0}});

    /** One split for the load, one for the hour. */
    private static final BoostedTrees SHALLOW = new BoostedTrees(20, 2, 0.3, 1);

    @Test
    void cosineAndSineStandBehindTheColumns() {
        MixedSample beside = PeriodicColumns.beside(SAMPLE, Map.of("hour", 24.0));
        assertEquals(
                List.of("hour", "day", "cos of hour", "sin of hour"),
                beside.columns().stream().map(MixedSample.Column::name).toList());
        assertSame(SAMPLE.values()[0], beside.values()[0]);
        double[][] expected = {{1, 0, -1}, {0, 1, 0}};
        for (int c = 0; c < 2; c++) {
            for (int row = 0; row < 3; row++) {
                assertEquals(expected[c][row], beside.values()[2 + c][row], 1e-15);
            }
            assertTrue(Double.isNaN(beside.values()[2 + c][3]));
        }
    }

    @Test
    void aColumnThatIsNotThereOrOfLabelsIsRefused() {
        for (String name : List.of("day", "minute")) {
            assertEquals(
                    "There is no column of numbers \"" + name + "\" to have a period.",
                    assertThrows(FlowException.class, () -> PeriodicColumns.beside(SAMPLE, Map.of(name, 7.0)))
                            .problem());
        }
        assertEquals(
                "The period of the column \"hour\" is 0.",
                assertThrows(FlowException.class, () -> PeriodicColumns.beside(SAMPLE, Map.of("hour", 0.0)))
                        .problem());
    }

    /** A load that is high within an hour of midnight, and the same numbers with an hour that knows nothing of it. */
    @Test
    void treesOfTwoSplitsSeeAcrossMidnight() {
        int n = 400;
        KeyedRandom random = new KeyedRandom(2, Purpose.EXAMPLE, 91);
        double[][] real = new double[2][n];
        double[][] made = new double[2][n];
        for (int i = 0; i < n; i++) {
            real[0][i] = 24 * random.uniform(i, 0);
            real[1][i] = Math.cos(2 * Math.PI * real[0][i] / 24) + 0.5 * (random.uniform(i, 1) - 0.5);
            made[0][i] = 24 * random.uniform(i, 2);
            made[1][i] = real[1][i];
        }
        List<MixedSample.Column> columns =
                List.of(new MixedSample.Column("hour", false), new MixedSample.Column("load", false));
        MixedSample a = new MixedSample(columns, made);
        MixedSample b = new MixedSample(columns, real);
        Map<String, Double> periods = Map.of("hour", 24.0);
        double plain = Detection.auc(a, b, SHALLOW, n, 1);
        double circular =
                Detection.auc(PeriodicColumns.beside(a, periods), PeriodicColumns.beside(b, periods), SHALLOW, n, 1);
        assertTrue(circular > plain + 0.02, circular + " with the circle, " + plain + " without");
        double none = Detection.auc(
                PeriodicColumns.beside(b.select(IntStream.range(0, n / 2).toArray()), periods),
                PeriodicColumns.beside(b.select(IntStream.range(n / 2, n).toArray()), periods),
                SHALLOW,
                n,
                1);
        assertEquals(0.5, none, 0.12);
    }
}
