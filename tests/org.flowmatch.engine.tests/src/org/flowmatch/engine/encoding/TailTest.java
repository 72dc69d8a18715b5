// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tails fitted to the quantiles of known laws. */
class TailTest {
    private static final int ROWS = 5000;

    /** Values at (i + 1/2) / n of a quantile function. */
    private static RankTable ranks(DoubleUnaryOperator quantile) {
        return RankTable.of(IntStream.range(0, ROWS)
                .mapToDouble(i -> quantile.applyAsDouble((i + 0.5) / ROWS))
                .toArray());
    }

    /** P(X > x) = x^-2 is of shape 1/2; from the largest value on, 100, its scale is 100 / 2. */
    @Test
    void aParetoTailHasItsShapeAndScale() {
        Tail tail = Tail.above(ranks(u -> Math.pow(1 - u, -0.5)));
        assertEquals(0.5, tail.shape(), 0.06);
        assertEquals(50, tail.scale(), 5);
    }

    /** The excess of an exponential law is exponential; the lightest shape is as near as it gets. */
    @Test
    void anExponentialTailHasItsScale() {
        Tail tail = Tail.below(ranks(u -> Math.log(u)));
        assertEquals(Tail.LIGHTEST, tail.shape());
        // 0.9 at the threshold, and a tenth of the distance log 500 more at the end
        assertEquals(0.9 + 0.1 * Math.log(1000), tail.scale(), 0.1);
    }

    @Test
    void bothEndsAreTreatedAlike() {
        DoubleUnaryOperator law = u -> Math.pow(1 - u, -0.4);
        Tail above = Tail.above(ranks(law));
        Tail below = Tail.below(ranks(u -> -law.applyAsDouble(1 - u)));
        assertEquals(above.shape(), below.shape(), 1e-9);
        assertEquals(above.scale(), below.scale(), 1e-9 * above.scale());
    }

    @Test
    void aTailIntegratesToOneAndIsWhatLiesBeyond() {
        Tail tail = new Tail(0.3, 2);
        double mass = 0;
        double step = 1e-3;
        for (double y = step / 2; y < 20; y += step) {
            mass += step * Math.exp(tail.logDensity(y));
        }
        assertEquals(1 - Math.exp(tail.logBeyond(20)), mass, 1e-6);
    }

    @Test
    void twoValuesGiveATailAsWideAsTheirDistance() {
        double[] values = new double[100];
        values[99] = 3;
        Tail tail = Tail.above(RankTable.of(values));
        assertEquals(3, tail.scale(), 1e-12);
        assertTrue(Double.isFinite(tail.logDensity(Double.MAX_VALUE)));
    }
}
