// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.junit.jupiter.api.Test;

class PairSampleTest {
    /** Pairs of a plan are those that a training gets, not pairs of a plan made for few rows. */
    @Test
    void pairsAreTheFirstOnesOfATraining() {
        for (CouplingSettings settings :
                new CouplingSettings[] {new CouplingSettings.Independent(), new CouplingSettings.OptimalTransport(32)
                }) {
            Coupling coupling = Couplings.of(settings, 100, 80);
            PairSample sample = PairSample.of(coupling, 20, Monitor.none());
            try (PairStream training = coupling.open(Couplings.all(coupling), coupling.seed(), PairUse.TRAINING)) {
                float[][] pairs = Couplings.draw(training, 20, 20);
                assertArrayEquals(pairs[0], sample.x0().toArray());
                assertArrayEquals(pairs[1], sample.x1().toArray());
            }
        }
    }

    @Test
    void thereAreNoMoreThanTargetRowsEachOfWhichComesOnce() {
        PairSample sample = PairSample.of(Couplings.of(new CouplingSettings.Independent(), 5, 0), 300, Monitor.none());
        assertEquals(5, sample.rows());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4}, column(sample).sorted().toArray());
    }

    private static DoubleStream column(PairSample sample) {
        return IntStream.range(0, sample.rows()).mapToDouble(row -> sample.x1().get(row, 0));
    }

    @Test
    void rowsOfAPairedCouplingStayTogether() {
        PairSample sample =
                PairSample.of(Couplings.of(new CouplingSettings.Paired(Optional.empty()), 50, 50), 50, Monitor.none());
        for (int row = 0; row < 50; row++) {
            assertEquals(1000 + sample.x1().get(row, 0), sample.x0().get(row, 0));
        }
    }

    @Test
    void aPlanCanBeCancelled() {
        Coupling coupling = Couplings.of(new CouplingSettings.OptimalTransport(2048), 4096, 4096);
        long begun = System.nanoTime();
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> PairSample.of(coupling, 10, cancelled));
        assertTrue(System.nanoTime() - begun < 20e9);
    }
}
