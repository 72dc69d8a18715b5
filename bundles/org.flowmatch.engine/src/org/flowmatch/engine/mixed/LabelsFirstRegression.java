// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.flowmap.MapRegression;
import org.flowmatch.engine.flowmap.MapSettings;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.training.Comparison;
import org.flowmatch.engine.training.Examples;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.RowTimes;
import org.flowmatch.engine.training.Task;

/**
 * Learns a {@link LabelsFirstFlow} as a {@link MixedRegression} does of which no row has labels known by the time: half of the
 * rows know all labels, and teach the velocity; half are at the first time with any of them known, and teach the next label.
 *
 * @param path of the numbers
 * @param objective what is predicted of the numbers, at which times and with which weight; at the first time alone for one step
 * @param map how a flow map of the numbers is learnt beside their velocity, where one is
 */
public record LabelsFirstRegression(
        ConditionalPath path,
        Objective objective,
        @JsonDefault(value = "null", omitted = true) Optional<MapSettings> map)
        implements Task {
    public LabelsFirstRegression {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(map, "map");
    }

    /** The velocity alone. */
    public LabelsFirstRegression(ConditionalPath path, Objective objective) {
        this(path, objective, Optional.empty());
    }

    /** Learns the numbers of a regression along a path given labels. */
    public static LabelsFirstRegression of(PathRegression numbers) {
        return new LabelsFirstRegression(numbers.path(), numbers.objective());
    }

    /** As {@link PathRegression#of} and {@link PathRegression#distilling} learn the numbers. */
    public static LabelsFirstRegression of(LabelsFirstFlow flow) {
        if (flow.map()) {
            return new LabelsFirstRegression(
                    flow.numbers().path(), Objective.defaults(), Optional.of(MapSettings.defaults()));
        }
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
        return new LabelsFirstFlow(objective.velocity(path), objective.distils(), map.isPresent());
    }

    @Override
    public Loss loss() {
        return mixed().loss();
    }

    @Override
    public List<String> data() {
        return map.isPresent() ? MapRegression.data(mixed().data()) : mixed().data();
    }

    @Override
    public Comparison comparison() {
        return map.map(learnt -> MapRegression.comparison(learnt, true)).orElse(Comparison.OUTPUTS);
    }

    /** The velocity of the numbers is begun with as a map whose steps are Euler's. */
    @Override
    public Dynamics begun(Dynamics had) {
        boolean ofNumbers = had.equals(new LabelsFirstFlow(objective.velocity(path), false));
        return map.isPresent() && ofNumbers ? dynamics() : had;
    }

    @Override
    public void require(Coupling coupling) {
        requirePairs(coupling.sourceLaw(), coupling.settings().id());
    }

    @Override
    public void requirePairs(SourceLaw source, String coupling) {
        if (map.isPresent()) {
            MapRegression.requireVelocity(objective);
        }
        Task.super.requirePairs(source, coupling);
        objective.require(path, source, coupling);
    }

    @Override
    public double conditionDrop() {
        return objective.conditionDrop();
    }

    @Override
    public Examples examples(Coupling coupling, PairUse use, long seed) {
        boolean redrawn = !coupling.aligned();
        return map.map(learnt -> MapRegression.examples(
                        learnt,
                        dynamics().times(),
                        times -> new MixedExamples(mixed(), coupling.encoding(), redrawn, times, use, seed),
                        coupling.space().labels().size(),
                        use,
                        seed))
                .orElseGet(() -> new MixedExamples(mixed(), coupling.encoding(), redrawn, RowTimes.DRAWN, use, seed));
    }
}
