// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.flowmap.MapRegression;
import org.flowmatch.engine.flowmap.MapSettings;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;

/** What is learnt of the pairs of a coupling along a path. */
public final class PathTasks {
    private PathTasks() {}

    /**
     * The velocity: a {@link MixedRegression} where the coupling is mixed, a {@link LabelsFirstRegression} where it is one of reflowed rows
     * with labels, else a {@link PathRegression}.
     *
     * @param densities whether rows with labels are to have a density: a share of them then knows labels apart from the time;
     *     rows of numbers alone have one anyway
     */
    public static Task of(Coupling coupling, ConditionalPath path, Objective objective, boolean densities) {
        boolean numbers = coupling.space().labels().isEmpty();
        Task task =
                of(coupling.mixed(), coupling.settings(), coupling.sourceLaw(), path, objective, densities || numbers);
        return task instanceof MixedRegression mixed && coupling.space().curved() ? mixed.onCurves() : task;
    }

    /**
     * As {@link #of(Coupling, ConditionalPath, Objective, boolean)}.
     *
     * @param labels what labels are before they have come from the target
     * @throws org.flowmatch.engine.FlowException when labels are to be uniform at first and the rows do not allow it
     */
    public static Task of(
            Coupling coupling, ConditionalPath path, Objective objective, boolean densities, LabelSource labels) {
        Task task = of(coupling, path, objective, densities);
        if (labels == LabelSource.UNIFORM) {
            UniformLabels.require(coupling);
            return from(task, labels);
        }
        return task;
    }

    /** The same from labels that are something else at first. */
    public static Task from(Task task, LabelSource labels) {
        if (task instanceof MixedRegression mixed) {
            return mixed.from(labels);
        }
        if (labels == LabelSource.UNIFORM) {
            throw UniformLabels.notLearnt();
        }
        return task;
    }

    /**
     * As {@link #of(Coupling, ConditionalPath, Objective, boolean)}, before the rows of the coupling are known.
     *
     * @param mixed whether rows have labels or gaps, or any of their columns may be given
     * @param coupling how the rows are joined
     * @param source the law of source rows
     */
    public static Task of(
            boolean mixed,
            CouplingSettings coupling,
            SourceLaw source,
            ConditionalPath path,
            Objective objective,
            boolean densities) {
        if (!mixed) {
            return new PathRegression(path, objective);
        }
        return coupling instanceof CouplingSettings.Reflow
                ? new LabelsFirstRegression(path, objective)
                : new MixedRegression(
                        path,
                        objective,
                        coupling.anyColumns(),
                        densities ? MixedRegression.APART : 0,
                        source == SourceLaw.TABLE);
    }

    /** A flow map: of numbers alone a {@link MapRegression}, else a {@link LabelsFirstRegression}; columns are not given then. */
    public static Task map(Coupling coupling, ConditionalPath path, Objective objective, MapSettings map) {
        if (coupling.space().curved()) {
            CurvedFlow.notStraight("To learn a flow map, ").refuse();
        }
        return map(!coupling.space().labels().isEmpty(), path, objective, map);
    }

    /**
     * As the other, before the rows of the coupling are known.
     *
     * @param labels whether rows have labels or gaps
     */
    public static Task map(boolean labels, ConditionalPath path, Objective objective, MapSettings map) {
        if (!labels) {
            return new MapRegression(path, objective, map);
        }
        if (map.density()) {
            throw new FlowException(
                    "The coupling has labels, gaps or spikes, and the density after few steps of a flow map is that of"
                            + " numbers alone.",
                    "Switch the density of few steps off, or model the columns as numbers or as condition columns in"
                            + " Flow Coupling.");
        }
        return new LabelsFirstRegression(path, objective, Optional.of(map));
    }
}
