// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartRuleTest {
    private static double[] column(int rows, double share, double... spikes) {
        Random random = new Random(3);
        return IntStream.range(0, rows)
                .mapToDouble(i -> {
                    double u = random.nextDouble();
                    return u < share * spikes.length ? spikes[(int) (u / share)] : 100 * random.nextGaussian();
                })
                .toArray();
    }

    @Test
    void valuesAreCountedInOrder() {
        PartRule rule = PartRule.of(new double[] {3, Double.NaN, -0.0, 3, 0.0, Double.NaN, Double.NaN});
        assertArrayEquals(new double[] {0, 3}, rule.values());
        assertArrayEquals(new long[] {2, 2}, rule.counts());
        assertEquals(3, rule.missing());
        assertEquals(7, rule.rows());
    }

    @ParameterizedTest
    @CsvSource({
        "10, 8, true",
        "10, 9, false",
        "2000, 20, true",
        "2000, 21, false",
        "50000, 128, true",
        "50000, 129, false"
    })
    void fewValuesAreLevels(int rows, int values, boolean few) {
        double[] column = IntStream.range(0, rows).mapToDouble(i -> i % values).toArray();
        assertEquals(few, PartRule.of(column).few());
    }

    @Test
    void valuesThatStandOutAreSpikes() {
        assertArrayEquals(
                new double[] {-1, 0}, PartRule.of(column(5000, 0.02, 0, -1)).spikes());
        assertArrayEquals(new double[0], PartRule.of(column(5000, 0.003, 0, -1)).spikes());
        assertArrayEquals(new double[0], PartRule.of(column(5000, 0)).spikes());
    }

    @Test
    void atMostSixtyValuesAreSpikes() {
        double[] spikes = IntStream.range(0, 70).mapToDouble(i -> i).toArray();
        double[] found = PartRule.of(column(100_000, 0.006, spikes)).spikes();
        assertEquals(PartRule.MOST_SPIKES, found.length);
    }

    /** Whole numbers of a normal law: the middle ones hold some percent of the rows each, but so do their neighbours. */
    @Test
    void aGridIsNotSpikes() {
        Random random = new Random(1);
        double[] column = DoubleStream.generate(() -> Math.rint(30 * random.nextGaussian()))
                .limit(5000)
                .toArray();
        PartRule rule = PartRule.of(column);
        assertFalse(rule.few());
        assertEquals(0, rule.spikes().length);
    }

    /** A value of half the rows on a grid is one. */
    @Test
    void aPileOnAGridIsASpike() {
        Random random = new Random(1);
        double[] column = IntStream.range(0, 5000)
                .mapToDouble(i -> i % 2 == 0 ? 0 : Math.rint(30 * random.nextGaussian()))
                .toArray();
        assertArrayEquals(new double[] {0}, PartRule.of(column).spikes());
    }

    /** The code for a missing value holds less than ten times the rows of a usual value, but nothing is like it at its end. */
    @Test
    void aCodeAtAnEndOfAGridIsASpike() {
        Random random = new Random(4);
        double[] column = IntStream.range(0, 2000)
                .mapToDouble(i -> i % 20 == 0 ? -1 : Math.rint(30 * random.nextGaussian() + 200) / 10)
                .toArray();
        assertArrayEquals(new double[] {-1}, PartRule.of(column).spikes());
        double[] turned = DoubleStream.of(column).map(value -> -value).toArray();
        assertArrayEquals(new double[] {1}, PartRule.of(turned).spikes());
    }

    @Test
    void aMillionDifferentValuesTakeLittleMemory() {
        double[] column = new Random(2).doubles(1_000_000).toArray();
        ThreadMXBean counting = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = counting.getCurrentThreadAllocatedBytes();
        PartRule rule = PartRule.of(column);
        assertEquals(0, rule.spikes().length);
        long bytes = counting.getCurrentThreadAllocatedBytes() - before;
        assertEquals(1_000_000, rule.values().length);
        assertTrue(bytes < 32L << 20, bytes + " bytes");
    }

    /** The code -1 stands for a value that three columns lack together. */
    @Test
    void theCodeOfTheSharedTableIsItsOnlySpike() throws IOException {
        Path file = Path.of(System.getProperty("flowmatch.shared", "../../../shared"), "cases/tables/joint-code.csv");
        assumeTrue(Files.isReadable(file), "skipped: shared/cases/tables/joint-code.csv is not there");
        for (int c = 0; c < 3; c++) {
            int column = c;
            double[] values = Files.readAllLines(file).stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",")[column]))
                    .toArray();
            PartRule rule = PartRule.of(values);
            assertFalse(rule.few());
            assertArrayEquals(new double[] {-1}, rule.spikes());
        }
    }
}
