// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.Monitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawnWeightsTest {

    static List<NetworkSpec> large() {
        TimeFeatures time = new TimeFeatures.Raw();
        return List.of(
                new Mlp(List.of(2048, 2048), Activation.SILU, time),
                new ResidualMlp(1, 1500, 64, Activation.SILU, time));
    }

    /** Cancels when it has been asked so many times. */
    private static final class Patience implements Monitor {
        private final int most;
        private int asked;

        Patience(int most) {
            this.most = most;
        }

        @Override
        public void report(double fraction, String message) {}

        @Override
        public boolean cancelled() {
            return ++asked > most;
        }
    }

    /** A million weights take some milliseconds. */
    @ParameterizedTest
    @MethodSource("large")
    void theMonitorIsAskedAtLeastOnceForEachMillionOfWeights(NetworkSpec network) {
        Patience all = new Patience(Integer.MAX_VALUE);
        int parameters = network.initialWeights(2, 2, 1, all).length;
        assertTrue(all.asked > parameters >> 20, all.asked + " for " + parameters);
        Patience some = new Patience(3);
        assertThrows(CancellationException.class, () -> network.initialWeights(2, 2, 1, some));
        assertEquals(4, some.asked);
    }
}
