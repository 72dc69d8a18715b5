// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.sampling.ConditionRows;
import org.flowmatch.engine.sampling.Guidance;

/**
 * The best guess for what is open in rows, by one evaluation of the network at the first time: of a number the mean of its
 * score given what is given, E[x1 | x_t] at x0 = 0, whose decoding lies near the median; of a label the most probable level.
 * Needs a model that was trained to be given any columns.
 *
 * <p>The score of a number that some rows lack is learnt with noise of mean 0 in its place while the label that says so is
 * hidden, so that what the network expects is P(there is a value) E[x1 | there is one].
 */
public final class Completion {
    /** A network's error grows by what its output is multiplied with: beyond this the mean would be lost in it. */
    private static final double LARGEST_WEIGHT = 10;

    /** The least share of rows with a value at which the mean of these is told from the network's error. */
    private static final double LEAST_SHARE = 0.02;

    private static final LabelDraw EVERY = new LabelDraw(1, AllowedLevels.ALL);

    private final FlowModel model;
    private final MixedLayout layout;
    private final MixedInputs inputs;
    private final FieldTerms target;

    /**
     * @throws org.flowmatch.engine.FlowException when the model was not trained for it, or its network says nothing of the
     *     target at the first time
     */
    public Completion(FlowModel model) {
        MixedFlow flow = anyColumns(model.dynamics());
        this.model = model;
        layout = new MixedLayout(model.encoding().space());
        inputs = new MixedInputs(layout, true);
        target = target(flow).orElseThrow(() -> obstacle(flow).refusal());
    }

    /** @throws org.flowmatch.engine.FlowException unless the model was trained to be given any columns */
    public static MixedFlow anyColumns(Dynamics dynamics) {
        if (dynamics.sourceLabels()) {
            throw new Obstacle(
                            "The model carries rows of a source table, so it cannot complete rows: they would need"
                                    + " source rows to start from.",
                            "Train a model on a coupling without a source table.")
                    .refusal();
        }
        if (dynamics instanceof MixedFlow mixed && mixed.anyColumns()) {
            if (mixed.uniform()) {
                throw UniformLabels.NOTHING_UNKNOWN.refusal();
            }
            return mixed;
        }
        throw new Obstacle(
                        "The model was not trained to be given any columns, so it cannot complete rows.",
                        "Switch on in Flow Coupling that any columns may be given, and train again.")
                .refusal();
    }

    /** Whether one evaluation at the first time tells the mean of the target. */
    public static boolean possible(MixedFlow flow) {
        return target(flow).isPresent();
    }

    private static Optional<FieldTerms> target(MixedFlow flow) {
        Conversion conversion = flow.numbers().conversion();
        if (flow.numbers().path().noisy() || flow.curved()) {
            return Optional.empty();
        }
        return Optional.of(conversion
                        .law(Prediction.TARGET)
                        .at(conversion.interval().from()))
                .filter(terms -> Math.abs(terms.outWeight()) <= LARGEST_WEIGHT);
    }

    private static Obstacle obstacle(MixedFlow flow) {
        if (flow.curved()) {
            return CurvedFlow.NO_MEAN;
        }
        return new Obstacle(
                "On the " + flow.numbers().path().label() + " path the network says nothing of the target row at"
                        + " the first time.",
                "Take the median of draws in place of the single evaluation, or train on the linear path.");
    }

    /** The rows of {@link #guess}. */
    public RowMatrix best(RowMatrix given, Optional<RowMatrix> conditions, AllowedLevels allowed, Monitor monitor) {
        return guess(given, conditions, allowed, monitor).rows();
    }

    /**
     * @param given encoded rows [n, D], NaN for each coordinate that is open; columns are given or open as a whole
     * @param conditions [n, m] for a model with conditions
     * @param allowed whether a level of a label may be chosen for an open cell
     * @return encoded rows [n, D], given coordinates as they are
     */
    public Guess guess(RowMatrix given, Optional<RowMatrix> conditions, AllowedLevels allowed, Monitor monitor) {
        ConditionRows.check(model, given.rows(), conditions, Guidance.NONE);
        MixedStart start = MixedStart.resting(layout, inputs, given);
        List<RowMatrix> told = new ArrayList<>(List.of(start.known(), start.moving()));
        told.addAll(ConditionRows.given(model, given.rows(), conditions));
        float[] rows = given.toArray();
        float[][] chances = new float[given.rows()][layout.labels()];
        LabelDraw labels = new LabelDraw(1, allowed);
        MixedOutputs.of(
                model,
                start.numbers(),
                told,
                target.time(),
                (first, count, outputs) -> {
                    for (int row = 0; row < count; row++) {
                        int at = row * (outputs.length / count);
                        complete(rows, (first + row) * layout.width(), outputs, at, labels, chances[first + row]);
                    }
                },
                monitor);
        return new Guess(RowMatrix.of(rows, layout.width()), chances);
    }

    private void complete(float[] rows, int row, float[] outputs, int at, LabelDraw labels, float[] chances) {
        int logits = at + model.networkColumns().outputs().regressed();
        Arrays.fill(chances, Float.NaN);
        for (int k = 0; k < layout.labels(); k++) {
            if (Float.isNaN(layout.label(rows, row, k))) {
                double[] mass = labels.mass(outputs, logits + layout.firstLevel(k), layout.levels(k), k);
                int best = likeliest(mass);
                layout.setLabel(rows, row, k, best);
                chances[k] = (float) mass[best];
            }
        }
        for (int i = 0; i < layout.numbers(); i++) {
            if (layout.real(i) && Float.isNaN(layout.number(rows, row, i))) {
                double mean = target.outWeight() * outputs[at + i];
                layout.setNumber(rows, row, i, (float) (mean / shareWithValue(rows, row, i, outputs, logits)));
            }
        }
    }

    /** The probability that number i has a value where it may lack one; 1 where it gets none, and the number is not read. */
    private double shareWithValue(float[] rows, int row, int i, float[] outputs, int logits) {
        int k = layout.governor(i);
        if (k == MixedLayout.NOWHERE || layout.lacksValue(i, k, (int) layout.label(rows, row, k))) {
            return 1;
        }
        int levels = layout.levels(k);
        double share = EVERY.mass(outputs, logits + layout.firstLevel(k), levels, k)[levels - 1];
        return Math.max(LEAST_SHARE, share);
    }

    private static int likeliest(double[] mass) {
        int best = 0;
        for (int level = 1; level < mass.length; level++) {
            if (mass[level] > mass[best]) {
                best = level;
            }
        }
        return best;
    }
}
