// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.NumbersOnly;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.RowBlocks;

/**
 * The optimal transport map from the source to the target of a coupling, in encoded units, as its rows show it: of all maps T that turn
 * the one law into the other that of least E|T(x) - x|^2, which is the gradient of a convex function (Brenier 1991),
 *
 * <pre>
 * T(x) = L(x) + c(x)
 * </pre>
 *
 * with the {@link AffineMap} L of the moments of all rows and the {@link EntropicCorrection} c of some thousand of them. On normal
 * rows L alone is right; on others c makes up for the rest, as smooth as {@link SmoothingChoice} finds right.
 */
public final class BrenierMap {
    /** When rows are where the map carries them: 0 at the source, 1 at the target. */
    public static final Range TIME = Range.between(0, 1);

    private static final String CLAIM = "an optimal transport map moves vectors of numbers alone";
    private static final int ROWS_AT_ONCE = 256;

    private final AffineMap affine;
    private final SmoothingChoice.Smoothed smoothed;

    private BrenierMap(AffineMap affine, SmoothingChoice.Smoothed smoothed) {
        this.affine = affine;
        this.smoothed = smoothed;
    }

    /** What is found: the map, and what it and others cost. */
    public record Found(BrenierMap map, TransportCosts costs) {}

    /**
     * Conditions are not heeded: the map is that of the rows of all of them.
     *
     * @throws FlowException when rows have labels, or a table has fewer than {@value TransportMapSettings#FEWEST_ROWS} rows
     * @throws java.util.concurrent.CancellationException within a second when the monitor is cancelled
     */
    public static Found find(Coupling coupling, TransportMapSettings settings, Monitor monitor) {
        NumbersOnly.require(coupling, CLAIM);
        MapRows rows = MapRows.of(coupling, settings, monitor.part(0, 0.02));
        RowMoments target = RowMoments.of(coupling.target(), monitor.part(0.02, 0.06));
        RowMoments source = coupling.source()
                .map(table -> RowMoments.of(table, monitor.part(0.06, 0.1)))
                .orElseGet(() -> RowMoments.standardNormal(coupling.columns()));
        AffineMap affine = AffineMap.between(source, target, monitor);
        double independent = source.independentCost(target);
        SmoothingChoice choice = new SmoothingChoice(rows, independent, settings.seed());
        Monitor ofPlans = monitor.part(0.1, 0.8);
        BrenierMap map = new BrenierMap(
                affine,
                settings.smoothing()
                        .map(smoothing -> choice.given(smoothing, ofPlans))
                        .orElseGet(() -> choice.chosen(ofPlans)));
        return new Found(map, TransportCosts.of(coupling, map, rows, independent, monitor.part(0.8, 1)));
    }

    /** @throws FlowException always: rows of labels are no vectors */
    public static void refuseLabels() {
        throw NumbersOnly.refusal(List.of(), CLAIM);
    }

    /** @throws FlowException unless 0 <= t <= 1 */
    public static void requireTime(double t) {
        TIME.check("The time", t, "Choose 1 for the target, or a time on the way.");
    }

    /** eps in units of the mean squared distance of source and target rows; empty where the map is affine. */
    public OptionalDouble smoothing() {
        return smoothed.smoothing();
    }

    /** The mean squared distance by which the map would differ if its plans had joined other rows; 0 where it is affine. */
    public double chance() {
        return smoothed.chance();
    }

    /**
     * Displacement interpolation (McCann 1997): where rows are at time t, x_t = (1 - t) x + t T(x).
     *
     * @param x source rows [n, d], in the sample of the map or not
     * @param t 0 to 1
     * @return [n, d]
     * @throws FlowException when t is out of its range, or the rows have other columns
     */
    public RowMatrix push(RowMatrix x, double t, Monitor monitor) {
        requireTime(t);
        int d = affine.columns();
        if (x.columns() != d) {
            throw new FlowException(
                    "The rows to be pushed have " + x.columns() + " columns, but the map has " + d + ".",
                    "Give rows with the columns of the coupling.");
        }
        float[] pushed = new float[RowBlocks.cells(x.rows(), d)];
        int chunks = (x.rows() + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        int[] done = {0};
        ChunksInOrder.run(
                chunks,
                ChunksInOrder.threads(chunks),
                chunk -> {
                    monitor.check();
                    int first = chunk * ROWS_AT_ONCE;
                    return along(x, first, Math.min(ROWS_AT_ONCE, x.rows() - first), t);
                },
                rows -> {
                    System.arraycopy(rows, 0, pushed, done[0] * d, rows.length);
                    done[0] += rows.length / d;
                    monitor.report(
                            (double) done[0] / x.rows(),
                            String.format(Locale.ROOT, "Pushed %,d of %,d rows", done[0], x.rows()));
                },
                monitor);
        return RowMatrix.of(pushed, d);
    }

    private float[] along(RowMatrix x, int first, int count, double t) {
        float[] rows = MapRows.slice(x, first, count).toArray();
        double[] mapped = affinely(rows);
        Optional<EntropicCorrection> correction = smoothed.correction();
        correction.ifPresent(found -> found.add(rows, count, mapped));
        float[] states = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            states[i] = (float) ((1 - t) * rows[i] + t * mapped[i]);
        }
        return states;
    }

    AffineMap affine() {
        return affine;
    }

    /** By how much W2^2 exceeds the cost of L; NaN where a plan that tells it does not converge. */
    double costBeyondAffine() {
        return smoothed.roughest()
                .map(found -> found.costBeyondAffine(affine.columns()).orElse(Double.NaN))
                .orElse(0.0);
    }

    /** L of rows x [n, d]. */
    double[] affinely(float[] x) {
        double[] mapped = new double[x.length];
        for (int at = 0; at < x.length; at += affine.columns()) {
            affine.apply(x, at, mapped, at);
        }
        return mapped;
    }
}
