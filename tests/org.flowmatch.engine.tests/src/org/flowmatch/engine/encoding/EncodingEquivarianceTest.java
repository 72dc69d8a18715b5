// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A column in other units is the same column: its codes stay, its density changes by the unit. */
class EncodingEquivarianceTest {
    private static final int ROWS = 3000;

    private static double[] values() {
        Random random = new Random(3);
        return random.doubles(ROWS, 0, 1).map(u -> u + random.nextGaussian()).toArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARDISE", "QUANTILE"})
    void shiftAndScaleOfAColumnDoNotReachTheCodes(Scaling scaling) {
        Table table = Tables.of(ColumnKind.DOUBLE, values());
        Table other = changed(x -> 250 * x - 40);
        assertArrayEquals(codes(table, scaling), codes(other, scaling), 2e-5f);
        DensityRows density = density(table, scaling);
        DensityRows otherDensity = density(other, scaling);
        assertArrayEquals(density.points().toArray(), otherDensity.points().toArray(), 2e-5f);
        for (int row = 0; row < ROWS; row++) {
            // lengths in a quantile column are in units of its deviation, which grow with it
            double unit = scaling == Scaling.QUANTILE ? 1 : 250;
            assertEquals(density.logFactor()[row] - Math.log(unit), otherDensity.logFactor()[row], 1e-6);
        }
    }

    /** Ranks know nothing of a rising function. */
    @Test
    void noRisingFunctionReachesQuantileCodes() {
        Table table = Tables.of(ColumnKind.DOUBLE, values());
        assertArrayEquals(codes(table, Scaling.QUANTILE), codes(changed(Math::exp), Scaling.QUANTILE));
    }

    private static Table changed(DoubleUnaryOperator change) {
        double[] values = values();
        for (int row = 0; row < ROWS; row++) {
            values[row] = change.applyAsDouble(values[row]);
        }
        return Tables.of(ColumnKind.DOUBLE, values);
    }

    private static TableEncoding fit(Table table, Scaling scaling) {
        return TableEncoding.fit(table, new EncodingSettings(scaling, false, true, 0), Monitor.none());
    }

    private static float[] codes(Table table, Scaling scaling) {
        return fit(table, scaling)
                .encode(table, TableRole.TARGET, Monitor.none())
                .toArray();
    }

    private static DensityRows density(Table table, Scaling scaling) {
        return DensityEncoding.of(fit(table, scaling), TiePoints.defaults()).encode(table, Monitor.none());
    }
}
