// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import java.util.Objects;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.training.Examples;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;

/**
 * Learns a {@link LabelsFirstFlow} as a {@link MixedRegression} does of which no row has labels known by the time: half of the
 * rows know all labels, and teach the velocity; half are at the first time with any of them known, and teach the next label.
 *
 * @param path of the numbers
 * @param objective what is predicted of the numbers, at which times and with which weight; at the first time alone for one step
 */
public record LabelsFirstRegression(ConditionalPath path, Objective objective) implements Task {
    public LabelsFirstRegression {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(objective, "objective");
    }

    /** Learns the numbers of a regression along a path given labels. */
    public static LabelsFirstRegression of(PathRegression numbers) {
        return new LabelsFirstRegression(numbers.path(), numbers.objective());
    }

    /** As {@link PathRegression#of} and {@link PathRegression#distilling} learn the numbers. */
    public static LabelsFirstRegression of(LabelsFirstFlow flow) {
        return of(
                flow.oneStep()
                        ? PathRegression.distilling(new OneStepMap(flow.numbers()))
                        : PathRegression.of(flow.numbers()));
    }

    private MixedRegression mixed() {
        return new MixedRegression(path, objective, false, 1);
    }

    @Override
    public LabelsFirstFlow dynamics() {
        return new LabelsFirstFlow(objective.velocity(path), objective.distils());
    }

    @Override
    public Loss loss() {
        return mixed().loss();
    }

    @Override
    public List<String> data() {
        return mixed().data();
    }

    @Override
    public void require(Coupling coupling) {
        requirePairs(coupling.sourceLaw(), coupling.settings().id());
    }

    @Override
    public void requirePairs(SourceLaw source, String coupling) {
        Task.super.requirePairs(source, coupling);
        objective.require(path, source, coupling);
    }

    @Override
    public double conditionDrop() {
        return objective.conditionDrop();
    }

    @Override
    public Examples examples(Coupling coupling, PairUse use, long seed) {
        return new MixedExamples(mixed(), coupling.encoding(), !coupling.aligned(), use, seed);
    }
}
