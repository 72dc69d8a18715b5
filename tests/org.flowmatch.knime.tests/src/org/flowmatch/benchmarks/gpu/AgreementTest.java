// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.benchmarks.gpu.Agreement.Part;
import org.flowmatch.benchmarks.gpu.Agreement.Tolerance;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final Tolerance STRICT = new Tolerance(1e-3, 0);

    private static Agreement between(double[] cpu, double[] device, Tolerance tolerance) {
        return Agreement.between("part", cpu, device, tolerance);
    }

    @Test
    void differencesAreRelativeToTheNumberButToOneAtLeast() {
        assertTrue(between(new double[] {0.1, 1000}, new double[] {0.1005, 1000.9}, STRICT)
                .holds());
        assertFalse(between(new double[] {0.1}, new double[] {0.102}, STRICT).holds());
        assertFalse(between(new double[] {1000}, new double[] {1002}, STRICT).holds());
        assertEquals(
                2e-3, between(new double[] {1000}, new double[] {1002}, STRICT).largest(), 1e-12);
    }

    @Test
    void aShareMayDifferByMoreWhereItIsAllowed() {
        double[] cpu = new double[100];
        double[] device = new double[100];
        device[3] = 1;
        assertFalse(between(cpu, device, STRICT).holds());
        assertTrue(between(cpu, device, new Tolerance(1e-3, 0.01)).holds());
        device[4] = 1;
        assertFalse(between(cpu, device, new Tolerance(1e-3, 0.01)).holds());
    }

    @Test
    void aNumberThatIsNotFiniteAgreesWithItsLikeAlone() {
        assertTrue(between(new double[] {Double.NaN}, new double[] {Double.NaN}, STRICT)
                .holds());
        assertFalse(between(new double[] {1}, new double[] {Double.NaN}, STRICT).holds());
        assertFalse(between(new double[] {Double.NEGATIVE_INFINITY}, new double[] {Double.NaN}, STRICT)
                .holds());
    }

    @Test
    void numbersThatAreMissingDoNotAgree() {
        assertFalse(between(new double[2], new double[1], STRICT).holds());
        assertFalse(between(new double[0], new double[0], STRICT).holds());
    }

    @Test
    void aRefusalIsAFailureWithItsMessage() {
        Part refused = new Part("part", STRICT, device -> {
            throw new FlowException("The card is busy.", "Wait.");
        });
        Agreement found = refused.on(DeviceChoice.CPU);
        assertFalse(found.holds());
        assertTrue(found.row().contains("The card is busy.") && found.row().endsWith("| NO |"), found.row());
    }

    @Test
    void timeThatIsUpIsTold() {
        long[] now = {0};
        TimeBudget budget = new TimeBudget(2, () -> now[0]);
        assertTrue(budget.has(2));
        now[0] = 1_500_000_000;
        assertTrue(budget.has(0.5));
        assertFalse(budget.has(0.6));
        assertEquals(0.5, budget.left(), 1e-9);
    }
}
