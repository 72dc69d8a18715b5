// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;

/**
 * The first pairs of a coupling, to look at: those that a training under the coupling's own seed would begin with, and that its
 * transport plan joins in a whole batch.
 *
 * @param x0 [n, d], the source rows; of noise with unit variance
 * @param x1 [n, d], the target rows
 */
public record PairSample(RowMatrix x0, RowMatrix x1) {
    public PairSample {
        if (x0.rows() != x1.rows() || x0.columns() != x1.columns()) {
            throw new IllegalArgumentException("a pair is a source row and a target row of the same coordinates");
        }
    }

    /**
     * @param most at least 1; there are no more than the coupling has target rows
     * @throws org.flowmatch.engine.FlowException when a transport plan does not converge
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled or the thread interrupted
     */
    public static PairSample of(Coupling coupling, int most, Monitor monitor) {
        int count = Math.min(most, coupling.rows());
        float[] x0 = new float[count * coupling.columns()];
        float[] x1 = new float[count * coupling.columns()];
        int[] all = IntStream.range(0, coupling.rows()).toArray();
        try (PairStream pairs = coupling.open(all, coupling.seed(), PairUse.TRAINING)) {
            if (pairs instanceof TransportPairs planned) {
                planned.begin(monitor);
            }
            pairs.next(count, x0, x1, new float[count * coupling.conditionFeatures()]);
        }
        return new PairSample(RowMatrix.of(x0, coupling.columns()), RowMatrix.of(x1, coupling.columns()));
    }

    /** The number n of pairs. */
    public int rows() {
        return x0.rows();
    }
}
