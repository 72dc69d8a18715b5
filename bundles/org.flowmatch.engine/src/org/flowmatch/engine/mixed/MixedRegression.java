// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.training.Examples;
import org.flowmatch.engine.training.RowTimes;
import org.flowmatch.engine.training.Task;

/**
 * Learns a {@link MixedFlow}: regression of the numbers' velocity on a path beside the cross-entropy of the labels that are
 * hidden.
 *
 * @param path of the numbers
 * @param objective what is predicted of the numbers, at which times and with which weight
 * @param anyColumns whether rows with some columns given are among the examples
 * @param apart share of the rows whose labels are known apart from the time, 0 to 1: half of them know all labels, half are
 *     at the first time with any of them known
 * @param sourceLabels whether source rows are those of a table, whose labels the network is told
 * @param curved whether some numbers are unit vectors
 * @param labels what labels are before they have come from the target; of uniform ones the cross-entropy of all counts
 */
public record MixedRegression(
        ConditionalPath path,
        Objective objective,
        boolean anyColumns,
        double apart,
        @JsonDefault(value = "false", omitted = true) boolean sourceLabels,
        @JsonDefault(value = "false", omitted = true) boolean curved,
        @JsonDefault(value = "\"MASK\"", omitted = true) LabelSource labels)
        implements Task {
    public MixedRegression {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(objective, "objective");
    }

    /** Source rows are noise. */
    public MixedRegression(ConditionalPath path, Objective objective, boolean anyColumns, double apart) {
        this(path, objective, anyColumns, apart, false);
    }

    /** Rows are vectors beside their labels. */
    public MixedRegression(
            ConditionalPath path, Objective objective, boolean anyColumns, double apart, boolean sourceLabels) {
        this(path, objective, anyColumns, apart, sourceLabels, false, LabelSource.MASK);
    }

    /** Share of the rows whose labels are known apart from the time, where the network is to know such rows. */
    public static final double APART = 0.25;

    /** Learns the numbers' velocity at uniform times without weights. */
    public static MixedRegression of(MixedFlow flow) {
        Objective objective = Objective.defaults()
                .withPrediction(flow.numbers().prediction())
                .withScoreHead(flow.numbers().scoreHead());
        return new MixedRegression(
                flow.numbers().path(),
                objective,
                flow.anyColumns(),
                flow.labelsFirst() ? APART : 0,
                flow.sourceLabels(),
                flow.curved(),
                flow.labels());
    }

    /** The same of rows some of whose numbers are unit vectors. */
    MixedRegression onCurves() {
        return new MixedRegression(path, objective, anyColumns, apart, sourceLabels, true, labels);
    }

    /** The same from labels that are something else at first; no row knows them apart from the time then, if they are uniform. */
    MixedRegression from(LabelSource other) {
        double known = other == LabelSource.UNIFORM ? 0 : apart;
        return new MixedRegression(path, objective, anyColumns, known, sourceLabels, curved, other);
    }

    @Override
    public MixedFlow dynamics() {
        return new MixedFlow(objective.velocity(path), anyColumns, apart > 0, sourceLabels, curved, labels);
    }

    @Override
    public Loss loss() {
        return new Deviance();
    }

    @Override
    public List<String> data() {
        return List.of(Loss.TARGET, Deviance.MASK);
    }

    @Override
    public void require(Coupling coupling) {
        if (labels == LabelSource.UNIFORM) {
            UniformLabels.require(coupling);
        }
        requirePairs(coupling.sourceLaw(), coupling.settings().id());
    }

    @Override
    public void requirePairs(SourceLaw source, String coupling) {
        if (objective.distils()) {
            throw new FlowException(
                    "Distillation to one step needs rows that follow from noise alone, but rows with labels, or with"
                            + " columns that may be given, are drawn on the way.",
                    "Choose another time law, or model the columns as numbers in Flow Coupling and let no columns be"
                            + " given later.");
        }
        objective.require(path, source, coupling);
        dynamics().requireTraining(new TrainingPairs(source, coupling, objective.conditionDrop() > 0));
    }

    @Override
    public double conditionDrop() {
        return objective.conditionDrop();
    }

    @Override
    public Examples examples(Coupling coupling, PairUse use, long seed) {
        return new MixedExamples(this, coupling.encoding(), true, RowTimes.DRAWN, use, seed);
    }
}
