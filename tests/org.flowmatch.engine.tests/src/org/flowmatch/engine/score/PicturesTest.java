// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.metric.MixedSample;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final double GAP = Double.NaN;

    @Test
    void fewNumbersAreBarsAndManyAreBins() {
        double[] few = {3, 1, GAP, 1, 2};
        ColumnBins.Fitted bars = ColumnBins.ofNumbers(few, few);
        assertEquals(List.of(1.0, 2.0, 3.0), bars.bins().values());
        assertArrayEquals(new byte[] {2, 0, 3, 0, 1}, bars.codes(few));

        double[] many = IntStream.range(0, 1_001).mapToDouble(i -> i).toArray();
        many[1_000] = 1e12;
        ColumnBins.Fitted bins = ColumnBins.ofNumbers(many, many);
        assertEquals(41, bins.bins().edges().size());
        // an outlier does not take up the picture, and lies in the last bin
        assertEquals(5, bins.bins().edges().get(0));
        assertEquals(995, bins.bins().edges().get(40), 1);
        assertArrayEquals(new byte[] {0, 39, 39, 40}, bins.codes(new double[] {-7, 999, 1e12, GAP}));
    }

    @Test
    void rareLabelsAreOneBar() {
        double[] cells =
                IntStream.range(0, 200).mapToDouble(i -> i < 100 ? 7 : i % 60).toArray();
        List<String> texts = IntStream.range(0, 60).mapToObj(i -> "t" + i).toList();
        ColumnBins bins = ColumnBins.ofLabels(texts, cells, cells).bins();
        assertEquals(40, bins.labels().size());
        assertEquals("t7", bins.labels().get(0));
        assertEquals("21 others", bins.labels().get(39));
    }

    @Test
    void sharesOfColumnsAndPairsAddUp() {
        Pictures pictures = TableScore.of(
                        MadeTable.rows(100, 1),
                        List.of(Synthetic.of("s", MadeTable.rows(80, 2))),
                        Optional.of(MadeTable.rows(100, 3)),
                        SmallEffort.settings(),
                        Monitor.none())
                .pictures();
        assertEquals(2, pictures.tables());
        for (int table = 0; table < 2; table++) {
            double[] rows = Arrays.stream(pictures.pair(table, 5, 7))
                    .mapToDouble(row -> Arrays.stream(row).sum())
                    .toArray();
            assertArrayEquals(pictures.column(table, 5), rows, 1e-12);
            assertEquals(1, Arrays.stream(rows).sum(), 1e-12);
            double plane = pictures.projection().shares().get(table).stream()
                    .flatMap(List::stream)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(1, plane, 1e-12);
        }
        assertTrue(pictures.projection().explained().get(0)
                >= pictures.projection().explained().get(1));
    }

    @Test
    void theComponentsAreThoseOfTheCovariance() {
        MixedSample rows = new MixedSample(
                List.of(
                        new MixedSample.Column("x", false),
                        new MixedSample.Column("z", false),
                        new MixedSample.Column("l", true)),
                new double[][] {{0, 1, 2, 3, 4, 5, 6, 7}, {1, 0, 3, 2, 5, 4, 7, 6}, {0, 0, 0, 0, 1, 1, 1, 0}});
        // numpy.linalg.eigvalsh of the covariance of the standardised columns and of both levels over the root of their
        // shares
        List<Double> explained = PrincipalPlane.of(List.of(rows), 1).explained();
        assertEquals(0.789789527, explained.get(0), 1e-8);
        assertEquals(0.182195526, explained.get(1), 1e-8);
    }
}
