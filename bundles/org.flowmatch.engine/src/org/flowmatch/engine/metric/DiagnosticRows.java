// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.model.Fit;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SourceRows;

/**
 * The rows on which a flow is measured: n source rows, n real target rows with their conditions, and further pairs of real
 * samples of n rows. Without enough rows n is smaller than asked for: half of the real rows at most.
 */
final class DiagnosticRows {
    private final HeldBack real;
    private final RowMatrix source;
    private final int rows;
    private final KeyedRandom random;

    DiagnosticRows(FlowModel model, Coupling coupling, HeldBack real, DiagnosticsSettings settings) {
        this.real = real;
        random = new KeyedRandom(settings.seed(), Purpose.METRIC);
        Fit.USED
                .sourceRows(model.source(), coupling.source())
                .ifPresent(other -> other.refuse("Connect the coupling that the model was trained on."));
        boolean gaussian = model.source() == SourceLaw.GAUSSIAN;
        int most = Math.min(settings.rows(), real.rows().rows() / 2);
        if (!gaussian) {
            most = Math.min(most, coupling.source().orElseThrow().rows());
        }
        if (most < 1) {
            throw new FlowException(
                    "There are " + real.rows().rows() + " target rows to compare with, but at least 2 are needed.",
                    "Give more held-back rows.");
        }
        rows = most;
        source = gaussian
                ? SourceRows.start(model, rows, settings.seed(), Monitor.none())
                : draw(coupling.source().orElseThrow(), 1, 0);
    }

    /** n. */
    int rows() {
        return rows;
    }

    /** [n, d]. */
    RowMatrix source() {
        return source;
    }

    /** Real rows [n, d]. */
    RowMatrix target() {
        return draw(real.rows(), 0, 0);
    }

    /** [n, m] of the rows of {@link #target}. */
    Optional<RowMatrix> conditions() {
        return real.conditions().map(conditions -> draw(conditions, 0, 0));
    }

    /**
     * A pair of real samples without a common row.
     *
     * @param number of the pair, from 1
     */
    RowMatrix[] realPair(int number) {
        return new RowMatrix[] {draw(real.rows(), 2L * number, 0), draw(real.rows(), 2L * number, rows)};
    }

    /** The rows first .. first + n of a random order. */
    private RowMatrix draw(RowMatrix table, long order, int first) {
        int[] chosen = Arrays.copyOfRange(random.permutation(table.rows(), order), first, first + rows);
        float[] drawn = new float[rows * table.columns()];
        table.gather(chosen, 0, rows, drawn);
        return RowMatrix.of(drawn, table.columns());
    }
}
