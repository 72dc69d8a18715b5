// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.sampling.ConditionRows;
import org.flowmatch.engine.sampling.Guidance;

/**
 * The best guess for what is open in rows, by one evaluation of the network at the first time: of a number the mean of its
 * score given what is given, E[x1 | x_t] at x0 = 0, whose decoding lies near the median; of a label the most probable level.
 * Needs a model that was trained to be given any columns.
 */
public final class Completion {
    private final FlowModel model;
    private final MixedFlow flow;
    private final MixedLayout layout;
    private final MixedInputs inputs;
    private final FieldTerms target;

    /** @throws FlowException when the model was not trained for it, or its velocity says nothing of the target at the first time */
    public Completion(FlowModel model) {
        if (!(model.dynamics() instanceof MixedFlow mixed) || !mixed.anyColumns()) {
            throw new FlowException(
                    "The model was not trained to be given any columns, so it cannot complete rows.",
                    "Switch on in Flow Coupling that any columns may be given, and train again.");
        }
        this.model = model;
        flow = mixed;
        layout = new MixedLayout(model.encoding().space());
        inputs = new MixedInputs(layout, true);
        target = flow.numbers()
                .conversion()
                .law(Prediction.TARGET)
                .at(flow.numbers().conversion().interval().from());
        if (!Double.isFinite(target.outWeight()) || !Double.isFinite(target.xWeight())) {
            throw new FlowException(
                    "On the " + flow.numbers().path().label() + " path the network says nothing of the target row at"
                            + " the first time.",
                    "Take the median of draws in place of the single evaluation, or train on the linear path.");
        }
    }

    /**
     * @param given encoded rows [n, D], NaN for each coordinate that is open; columns are given or open as a whole
     * @param conditions [n, m] for a model with conditions
     * @param allowed whether a level of a label may be chosen for an open cell
     * @return encoded rows [n, D], given coordinates as they are
     */
    public RowMatrix best(RowMatrix given, Optional<RowMatrix> conditions, AllowedLevels allowed, Monitor monitor) {
        ConditionRows.check(model, given.rows(), conditions, Guidance.NONE);
        MixedStart start = MixedStart.resting(layout, inputs, given);
        List<RowMatrix> told = new ArrayList<>(List.of(start.known(), start.moving()));
        told.addAll(ConditionRows.given(model, given.rows(), conditions));
        float[] rows = given.toArray();
        MixedOutputs.of(
                model,
                start.numbers(),
                told,
                target.time(),
                (first, count, outputs) -> {
                    for (int row = 0; row < count; row++) {
                        complete(
                                rows, (first + row) * layout.width(), outputs, row * (outputs.length / count), allowed);
                    }
                },
                monitor);
        return RowMatrix.of(rows, layout.width());
    }

    private void complete(float[] rows, int row, float[] outputs, int at, AllowedLevels allowed) {
        int logits = at + model.networkColumns().outputs().regressed();
        for (int k = 0; k < layout.labels(); k++) {
            if (Float.isNaN(layout.label(rows, row, k))) {
                layout.setLabel(rows, row, k, likeliest(outputs, logits + layout.firstLevel(k), k, allowed));
            }
        }
        for (int i = 0; i < layout.numbers(); i++) {
            if (layout.real(i) && Float.isNaN(layout.number(rows, row, i))) {
                layout.setNumber(rows, row, i, (float) (target.outWeight() * outputs[at + i]));
            }
        }
    }

    private int likeliest(float[] outputs, int from, int k, AllowedLevels allowed) {
        int best = -1;
        for (int level = 0; level < layout.levels(k); level++) {
            boolean better = best < 0 || outputs[from + level] > outputs[from + best];
            if (allowed.allowed(k, level) && better) {
                best = level;
            }
        }
        return best;
    }
}
