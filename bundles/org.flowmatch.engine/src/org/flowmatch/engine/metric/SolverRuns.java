// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.Trajectory;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;

/** The same source rows pushed through a model by several solvers. */
final class SolverRuns {
    private static final int GEOMETRY_STEPS = 100;

    private final FlowModel model;
    private final RowMatrix source;
    private final Optional<RowMatrix> conditions;
    private final DiagnosticsSettings settings;
    private final Set<String> warnings = new LinkedHashSet<>();

    SolverRuns(FlowModel model, RowMatrix source, Optional<RowMatrix> conditions, DiagnosticsSettings settings) {
        this.model = model;
        this.source = source;
        this.conditions = conditions;
        this.settings = settings;
    }

    /** The rows on their way in {@value #GEOMETRY_STEPS} steps of the classic Runge-Kutta method, or of a distilled model's one step. */
    Trajectory followed(Monitor monitor) {
        SamplingSettings steps = onlySteps().orElseGet(() -> SamplingSettings.of(Solver.RK4, GEOMETRY_STEPS));
        Trajectory trajectory = noted(
                        Movers.of(model).follow(model, source, conditions, steps.on(settings.device()), monitor))
                .trajectory()
                .orElseThrow();
        // a prediction that is not finite at an end is followed on a shorter interval, but its rows are those of the
        // ends
        double[] times = trajectory.times().clone();
        times[0] = model.dynamics().times().from();
        times[times.length - 1] = model.dynamics().times().to();
        return new Trajectory(times, trajectory.states());
    }

    /** The solvers with the most steps that 1, 2, 4, ... evaluations allow. */
    List<SamplingSettings> runs() {
        Optional<SamplingSettings> only = onlySteps();
        if (only.isPresent()) {
            return List.of(only.get());
        }
        List<SamplingSettings> runs = new ArrayList<>();
        for (Solver solver : solvers()) {
            int known = 0;
            for (int nfe = 1; nfe <= settings.largestNfe(); nfe *= 2) {
                int steps = steps(solver, nfe);
                if (steps > known) {
                    runs.add(SamplingSettings.of(solver, steps));
                    known = steps;
                }
            }
        }
        return runs;
    }

    /** Those asked for; first of all the steps of the flow map, where one was learnt. */
    private Set<Solver> solvers() {
        Set<Solver> solvers = new LinkedHashSet<>();
        if (model.dynamics().stepFeatures() > 0) {
            solvers.add(Solver.FLOW_MAP);
        }
        solvers.addAll(settings.solvers());
        return solvers;
    }

    private Optional<SamplingSettings> onlySteps() {
        OptionalInt steps = model.dynamics().onlySteps();
        return steps.isPresent() ? Optional.of(SamplingSettings.of(Solver.EULER, steps.getAsInt())) : Optional.empty();
    }

    /** The most steps with at most this many evaluations; 0 when not even one is possible. */
    private static int steps(Solver solver, int nfe) {
        int stages = solver.tableau().stages();
        if (!(solver.method() instanceof Method.AdamsBashforth)) {
            return nfe / stages;
        }
        // its first three steps take all stages, the others one evaluation each
        int beginning = 3 * stages;
        return nfe < beginning ? nfe / stages : 3 + nfe - beginning;
    }

    Samples sample(SamplingSettings how, Monitor monitor) {
        return noted(Movers.of(model).move(model, source, conditions, how.on(settings.device()), monitor));
    }

    private Samples noted(Samples samples) {
        warnings.addAll(samples.warnings());
        return samples;
    }

    Set<String> warnings() {
        return warnings;
    }
}
