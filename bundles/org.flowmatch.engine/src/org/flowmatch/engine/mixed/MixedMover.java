// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.executor.GridEvent;
import org.flowmatch.engine.executor.Solution;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.executor.StateSolver;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.likelihood.TableLikelihood;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.RowsFit;
import org.flowmatch.engine.mover.ColumnScorer;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.ConditionRows;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.engine.sampling.RecordedFlow;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SolvePlan;
import org.flowmatch.engine.sampling.Trajectory;
import org.flowmatch.engine.solver.TimeGrid;

/**
 * Moves the numbers of rows by a solver and draws their labels at the times of its grid.
 *
 * @param labels how labels are drawn
 */
public record MixedMover(MixedFlow dynamics, MixedSettings labels) implements Mover {
    /** An adaptive solver stops as often as this, or once for each label, to have labels drawn. */
    private static final int FEWEST_STOPS = 50;

    /** Draws labels as they were learnt. */
    public MixedMover(MixedFlow dynamics) {
        this(dynamics, MixedSettings.DEFAULT);
    }

    @Override
    public Samples move(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        return complete(model, start, Optional.empty(), conditions, settings, monitor);
    }

    /** As below, any level being drawn for an open label. */
    public Samples complete(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> given,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        return complete(model, start, given, AllowedLevels.ALL, conditions, settings, monitor);
    }

    /**
     * Moves rows of which some coordinates are given and stay as they are.
     *
     * @param start source rows [n, D]: unit noise of the space, or encoded rows of a source table
     * @param given encoded rows [n, D] with NaN for each coordinate that is not given; columns are given whole
     * @param allowed the levels that an open label may get
     * @throws FlowException as {@link #move}, and when columns are given that the model was not trained to be given
     */
    public Samples complete(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> given,
            AllowedLevels allowed,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        require(model, start, given, settings);
        return solve(model, start, given, allowed, conditions, settings, monitor);
    }

    /** As {@link #complete}, all labels drawn first where they are, the states of the numbers being kept on wish. */
    Samples solve(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> given,
            AllowedLevels allowed,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        ConditionRows.check(model, start.rows(), conditions, settings.guidance());
        SolvePlan plan = SolvePlan.of(ofNumbers(model), settings);
        MixedLayout layout = new MixedLayout(model.encoding().space());
        MixedStart from = from(layout, start, given, plan.startScale(), settings.noiseSeed());
        double[] grid = grid(plan, settings, layout);
        Guidance guidance = conditions.isPresent() ? settings.guidance() : Guidance.NONE;
        DrawnLabels drawn = new DrawnLabels(layout, from, settings.solving().recorded());
        LabelChoice choice = new LabelChoice(
                layout,
                drawn,
                labels.temperature(),
                allowed,
                Optional.of(model.encoding().neverTogether()).filter(never -> !dynamics.uniform()),
                model.networkColumns().outputs().regressed(),
                guidance.weight() != 1 && guidance.weight() != 0);
        GridEvent event = event(choice, clock(plan, grid), settings.noiseSeed());
        List<RowMatrix> told = new ArrayList<>(List.of(from.known(), from.moving()));
        told.addAll(ConditionRows.given(model, start.rows(), conditions));
        StateEquation equation = new StateEquation(
                model,
                MixedProgram.equation(model),
                told,
                plan.law(),
                guidance,
                plan.noise(),
                true,
                Optional.of(event),
                settings.guidance().weight() == 1 ? 1 : 2);
        Solution solution = StateSolver.solve(equation, from.numbers(), grid, settings.solving(), "Sampled", monitor);
        List<String> warnings = new ArrayList<>(solution.warnings());
        conditions.map(model.conditions()::notes).ifPresent(warnings::addAll);
        RowMatrix end = drawn.rows(solution.end(), 1 / plan.endScale());
        Optional<Trajectory> states = settings.trajectory()
                ? Optional.of(new Trajectory(grid, states(layout, solution, start, end)))
                : Optional.empty();
        Optional<RecordedFlow> recorded =
                solution.recorded().map(way -> new RecordedMixed(layout, drawn, grid, plan.startScale()).of(way, end));
        return new Samples(end, solution.nfe(), states, recorded, warnings);
    }

    /** What draws labels: at rates of their own where guidance changes how fast they come. */
    private GridEvent event(LabelChoice choice, double[] clock, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.REVEAL);
        if (dynamics.uniform()) {
            return new Jumps(choice, clock, labels.together(), new KeyedRandom(seed, Purpose.REVEAL, 3));
        }
        LabelSchedule schedule = choice.layout().real(0) ? labels.schedule() : LabelSchedule.LINEAR;
        return choice.guided() && !labels.labelsFirst()
                ? new RevealRace(choice, clock, labels, schedule, new KeyedRandom(seed, Purpose.REVEAL, 3), random)
                : new Reveals(choice, clock, labels, schedule, random);
    }

    /** Those of the numbers, beginning and ending with those of the rows; a number that the labels of a row deny is 0. */
    private List<RowMatrix> states(MixedLayout layout, Solution solution, RowMatrix start, RowMatrix end) {
        List<RowMatrix> states = new ArrayList<>(solution.states());
        states.set(0, dynamics.numbers().sourceStates(SourceLaw.GAUSSIAN).of(layout.numbersOf(start, end)));
        states.set(states.size() - 1, layout.numbersOf(end, end));
        return states;
    }

    private MixedStart from(
            MixedLayout layout, RowMatrix start, Optional<RowMatrix> given, double startScale, long seed) {
        MixedInputs inputs = MixedInputs.of(layout, dynamics);
        SourceLaw law = dynamics.sourceLabels() ? SourceLaw.TABLE : SourceLaw.GAUSSIAN;
        double scale = dynamics.numbers().sourceStates(law).scale() * startScale;
        return dynamics.sourceLabels()
                ? new MixedStart(layout, inputs, SourceStarts.of(layout, start, seed), given, Optional.of(start), scale)
                : new MixedStart(layout, inputs, start, given, scale);
    }

    @Override
    public void require(SamplingSettings settings) {
        Mover.super.require(settings);
        if (dynamics.uniform() && labels.redraws() > 0) {
            throw UniformLabels.notRedrawn();
        }
        if (labels.labelsFirst() && !dynamics.labelsFirst()) {
            throw new FlowException(
                    "All labels are to be drawn first, but the model was not trained for it: it knows no rows whose"
                            + " labels are known before the numbers.",
                    "Let labels be drawn on the way, or switch on in Velocity Learner that rows with labels can be"
                            + " scored, and train again.");
        }
    }

    private void require(FlowModel model, RowMatrix start, Optional<RowMatrix> given, SamplingSettings settings) {
        require(settings);
        new RowsFit("rows to sample from")
                .columns(model, start)
                .ifPresent(other -> other.refuse("Give rows with the columns that the model was trained on."));
        if (start.rows() == 0) {
            throw new FlowException("There are no rows to sample from.", "Give at least one row.");
        }
        if (given.isPresent() && !dynamics.anyColumns()) {
            throw new FlowException(
                    "Values of some columns are given, but the model was not trained for it.",
                    "Switch on in Flow Coupling that any columns may be given, and train again.");
        }
    }

    /**
     * The times of the plan; an adaptive solver has to stop where labels are drawn. Rows of labels alone have no other clock than the
     * share of labels that have come, so that another schedule is another grid.
     */
    private double[] grid(SolvePlan plan, SamplingSettings settings, MixedLayout layout) {
        double[] grid = plan.grid();
        double[] stops = settings.solver().adaptive() && !labels.labelsFirst()
                ? TimeGrid.uniform(grid[0], grid[grid.length - 1], Math.max(FEWEST_STOPS, layout.labels()))
                : grid;
        return layout.real(0)
                ? stops
                : Arrays.stream(stops).map(labels.schedule()::share).toArray();
    }

    /** The model as one of its numbers alone, as far as plans are concerned. */
    private FlowModel ofNumbers(FlowModel model) {
        return model.with(model.weights(), dynamics.numbers());
    }

    /** What the network is told of the time at the beginning of each step. */
    private static double[] clock(SolvePlan plan, double[] grid) {
        double[] clock = new double[grid.length - 1];
        for (int step = 0; step < clock.length; step++) {
            clock[step] =
                    plan.law().at(grid[step], grid[step + 1] - grid[step], 0).time();
        }
        return clock;
    }

    @Override
    public LogDensities logDensity(
            FlowModel model,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        return MixedLikelihood.of(model, dynamics, rows, conditions, settings, monitor);
    }

    @Override
    public Set<String> mayLack(FlowModel model) {
        return dynamics.anyColumns() && !dynamics.uniform()
                ? model.encoding().columnsThatMayLack()
                : Mover.super.mayLack(model);
    }

    @Override
    public TableScores score(
            FlowModel model,
            Table table,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            TiePoints points,
            Monitor monitor) {
        return TableLikelihood.of(
                (of, rows, open, given, all, watched) ->
                        MixedLikelihood.of(of, dynamics, rows, open, given, all, watched),
                mayLack(model),
                model,
                table,
                conditions,
                settings,
                points,
                monitor);
    }

    @Override
    public Optional<ColumnScorer> columnScorer() {
        return dynamics.anyColumns() && !dynamics.uniform() ? Optional.of(this::shares) : Optional.empty();
    }

    private double[][] shares(
            FlowModel model,
            Table table,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            TiePoints points,
            Monitor monitor) {
        dynamics.densityObstacle(model.pairs()).ifPresent(Obstacle::refuse);
        Table chosen = table.choose(model.encoding().variableColumns());
        chosen.requireUsable(TableRole.TARGET, mayLack(model));
        model.encoding().requireRules(chosen, TableRole.TARGET);
        return new ColumnShares(model, dynamics, settings, points).of(chosen, conditions, monitor);
    }
}
