// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.OpenPlaces;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;

/**
 * The log-density of rows of labels c and numbers z:
 *
 * <pre>
 * log p(c, z) = log p(c) + log p(z | c)
 * </pre>
 *
 * with the probability of the labels by {@link LabelProbabilities}, a bound of it where labels are uniform at first ({@link LabelBound}), and the density of the numbers by {@link Likelihood}, all
 * labels known. A number without a value, as its label says, stands still at 0 and is no part of the density. One that is open
 * is a draw ({@link OpenNumbers}).
 */
final class MixedLikelihood {
    private static final double DRAWN_SHARE = 0.3;
    private static final double LABELS_SHARE = 0.2;

    private MixedLikelihood() {}

    /** The log-densities of rows with open numbers, as {@link org.flowmatch.engine.likelihood.TableLikelihood} asks for them. */
    static LogDensities of(
            FlowModel model,
            MixedFlow flow,
            RowMatrix rows,
            OpenPlaces open,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        Likelihood.require(model, rows, conditions);
        double share = open.most() == 0 ? 0 : DRAWN_SHARE;
        OpenNumbers drawn = OpenNumbers.draw(model, flow, rows, open, conditions, settings, monitor.part(0, share));
        return of(model, flow, drawn.points(), conditions, settings, monitor.part(share, 1))
                .plus(drawn.log(), drawn.nfe());
    }

    /**
     * @param rows encoded rows [n, D], n at least 1, NaN for a label that is not known and so integrated out
     * @param conditions [n, m] of the rows; present for a conditional model alone
     * @throws org.flowmatch.engine.FlowException when the model has no likelihood, rows or conditions do not fit it, a number
     *     stops being finite, or an adaptive solver cannot keep its tolerances
     */
    static LogDensities of(
            FlowModel model,
            MixedFlow flow,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        Likelihood.require(model, rows, conditions);
        MixedLayout layout = new MixedLayout(model.encoding().space());
        LabelProbabilities labels = labels(model, flow, rows, conditions, settings, monitor.part(0, LABELS_SHARE));
        LogDensities numbers =
                ofNumbers(model, flow, layout, rows, conditions, settings, monitor.part(LABELS_SHARE, 1));
        double[] logDensity = new double[rows.rows()];
        Arrays.setAll(logDensity, row -> labels.log()[row] + numbers.logDensity()[row]);
        return new LogDensities(
                logDensity,
                numbers.standardError(),
                labels.spread(),
                withLabels(layout, rows, numbers.end()),
                numbers.nfe(),
                numbers.exact(),
                numbers.warnings());
    }

    private static LabelProbabilities labels(
            FlowModel model,
            MixedFlow flow,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        return flow.uniform()
                ? LabelBound.of(model, flow, rows, conditions, settings.orders(), settings.seed(), monitor)
                : LabelProbabilities.of(model, flow, rows, conditions, settings.orders(), settings.seed(), monitor);
    }

    /** log p(z | c), and where the numbers end [n, d]. */
    private static LogDensities ofNumbers(
            FlowModel model,
            MixedFlow flow,
            MixedLayout layout,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        int n = rows.rows();
        int d = layout.numbers();
        if (!layout.real(0)) {
            return new LogDensities(new double[n], new double[n], RowMatrix.of(new float[n], 1), 0, true, List.of());
        }
        RowMatrix labels = new MadeRows(n, layout.width(), (row, dst, off) -> {
            rows.copyRow(row, dst, off);
            for (int i = 0; i < d; i++) {
                layout.setNumber(dst, off, i, Float.NaN);
            }
        });
        MixedStart from = new MixedStart(layout, MixedInputs.of(layout, flow), rows, Optional.of(labels), 1);
        return Likelihood.of(OpenNumbers.problem(model, flow, from, d, conditions), settings, monitor);
    }

    /** Rows [n, D] of these numbers [n, d] and the labels of other rows. */
    private static RowMatrix withLabels(MixedLayout layout, RowMatrix rows, RowMatrix numbers) {
        float[] all = rows.toArray();
        float[] z = new float[layout.numbers()];
        for (int row = 0; row < rows.rows(); row++) {
            numbers.copyRow(row, z, 0);
            for (int i = 0; i < z.length; i++) {
                layout.setNumber(all, row * layout.width(), i, z[i]);
            }
        }
        return RowMatrix.of(all, layout.width());
    }
}
