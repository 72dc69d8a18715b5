// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.training.Comparison;
import org.flowmatch.engine.training.Examples;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.RowTimes;
import org.flowmatch.engine.training.Task;

/**
 * Learns a {@link FlowMap}: most rows teach the velocity of the path, the others that the steps of the map agree with it.
 *
 * @param path (x0, x1, t) -> (x_t, u_t)
 * @param objective at which times the velocity is learnt, and with which weight
 * @param map how the map is learnt
 */
public record MapRegression(ConditionalPath path, Objective objective, MapSettings map) implements Task {
    public MapRegression {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(map, "map");
    }

    /** With the usual objective and settings. */
    public static MapRegression of(FlowMap map) {
        return new MapRegression(
                map.path(), Objective.defaults(), MapSettings.defaults().withDensity(map.density()));
    }

    private PathRegression velocity() {
        return new PathRegression(path, objective);
    }

    @Override
    public FlowMap dynamics() {
        return new FlowMap(path, map.density());
    }

    @Override
    public Loss loss() {
        return objective.loss();
    }

    @Override
    public List<String> data() {
        return data(List.of(Loss.TARGET));
    }

    /** The matrices of the examples of a velocity and those of a map beside it. */
    public static List<String> data(List<String> ofVelocity) {
        List<String> all = new ArrayList<>(ofVelocity);
        all.add(MapComparison.STEP);
        return all;
    }

    @Override
    public Comparison comparison() {
        return comparison(map, false);
    }

    /** @param masked whether the second matrix of the loss says which numbers of a row move */
    public static Comparison comparison(MapSettings map, boolean masked) {
        return new MapComparison(map.rule(), masked);
    }

    /** A velocity along the same path is begun with as a map whose steps are Euler's. */
    @Override
    public Dynamics begun(Dynamics had) {
        return had.equals(dynamics().velocity()) ? dynamics() : had;
    }

    @Override
    public void require(Coupling coupling) {
        if (!coupling.space().labels().isEmpty()) {
            velocity().require(coupling);
        }
        requirePairs(coupling.sourceLaw(), coupling.settings().id());
    }

    @Override
    public void requirePairs(SourceLaw source, String coupling) {
        requireVelocity(objective);
        Task.super.requirePairs(source, coupling);
        objective.require(path, source, coupling);
    }

    /** @throws FlowException when an objective is another one than the velocity at all times */
    public static void requireVelocity(Objective objective) {
        if (objective.prediction() != Prediction.VELOCITY || objective.scoreHead() || objective.distils()) {
            throw new FlowException(
                    "A flow map is learnt by the velocity at all times of the path.",
                    "Predict the velocity without a score head, at times other than the first alone.");
        }
    }

    @Override
    public double conditionDrop() {
        return objective.conditionDrop();
    }

    @Override
    public Examples examples(Coupling coupling, PairUse use, long seed) {
        return examples(map, dynamics().times(), times -> velocity().examples(times, use, seed), 0, use, seed);
    }

    /**
     * Examples of a velocity, of which some take steps.
     *
     * @param velocity the examples of rows at given times
     * @param labels of a row, behind whose numbers they stand in the data
     */
    public static Examples examples(
            MapSettings map,
            Interval times,
            Function<RowTimes, Examples> velocity,
            int labels,
            PairUse use,
            long seed) {
        MapSteps steps = new MapSteps(map, times, use, seed);
        return new MapExamples(velocity.apply(steps), steps, labels);
    }
}
