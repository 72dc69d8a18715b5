// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NormalDistributionTest {

    @Test
    void itIsTheInverseOfTheQuantileFunction() {
        for (double p = 1e-4; p < 1; p += 1e-4) {
            assertEquals(p, NormalDistribution.below(NormalQuantile.of(p)), 1e-14);
        }
        for (double p : new double[] {1e-15, 1e-12, 1e-6}) {
            assertEquals(p, NormalDistribution.below(NormalQuantile.of(p)), 1e-14);
        }
    }

    @Test
    void farOutItIsNoughtAndOne() {
        assertEquals(0, NormalDistribution.below(-40));
        assertEquals(1, NormalDistribution.below(40));
        assertEquals(0, NormalDistribution.below(Double.NEGATIVE_INFINITY));
        assertEquals(1, NormalDistribution.below(Double.POSITIVE_INFINITY));
    }

    @Test
    void theLogDensity() {
        assertEquals(Math.log(1 / Math.sqrt(2 * Math.PI)), NormalDistribution.logDensity(0), 1e-15);
        assertEquals(-4.5 + NormalDistribution.logDensity(0), NormalDistribution.logDensity(3), 1e-14);
    }
}
