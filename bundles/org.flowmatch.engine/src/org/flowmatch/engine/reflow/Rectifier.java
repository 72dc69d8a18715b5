// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.reflow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.metric.DiagnosticsSettings;
import org.flowmatch.engine.metric.FlowDiagnostics;
import org.flowmatch.engine.metric.HeldBack;
import org.flowmatch.engine.mixed.FlowOfNumbers;
import org.flowmatch.engine.mixed.LabelsFirstRegression;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.model.Fit;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.LossPoint;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.Training;

/**
 * Rectification (Liu, Gong and Liu 2022, "Flow straight and fast"): k rounds of pairs (z0, z1) made with the present model,
 * and a training on them. Each round makes the paths straighter, so that fewer steps suffice, at the price of the errors of
 * model and solver, which add up. Of rows with labels the numbers are straightened, given labels that are drawn first; each
 * round learns to draw them from its pairs. The last round may learn z1 - z0 at the source alone; its one Euler step is then the whole
 * flow (distillation); or it learns a flow map.
 */
public final class Rectifier {
    /** Shares of a round's time: pairs, training; the rest is measuring. */
    private static final double PAIRS = 0.2;

    private static final double TRAINED = 0.85;
    private static final double FIRST_MEASURED = 0.05;

    private static final OneStepMap ONE_STEP =
            new OneStepMap(new AffineVelocity(new LinearPath(), Prediction.VELOCITY));

    private final Coupling coupling;
    private final HeldBack real;
    private final ConditionalPath path;
    private final RectifierSettings settings;
    private final Monitor monitor;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<Rectification.Round> rounds = new ArrayList<>();
    private List<LossPoint> losses = List.of();

    private Rectifier(
            Coupling coupling, HeldBack real, ConditionalPath path, RectifierSettings settings, Monitor monitor) {
        this.coupling = coupling;
        this.real = real;
        this.path = path;
        this.settings = settings;
        this.monitor = monitor;
    }

    /**
     * @param model the flow to rectify
     * @param coupling what it was trained on: its source table and its conditions are used, and its target rows are compared
     *     with where no others are given
     * @param heldBack real target rows to compare with
     * @param path of the trainings; a distillation takes the linear path
     * @param monitor progress over all rounds; a cancel takes effect within a second
     * @throws FlowException when the objective cannot be learnt from reflow pairs or on the path, the coupling lacks the
     *     source table or the conditions of the model, a training diverges, or there is not enough memory; the round is named
     */
    public static Rectification rectify(
            FlowModel model,
            Coupling coupling,
            Optional<HeldBack> heldBack,
            ConditionalPath path,
            RectifierSettings settings,
            Monitor monitor) {
        model.dynamics().reflowObstacle().ifPresent(Obstacle::refuse);
        HeldBack real = heldBack.orElseGet(
                () -> new HeldBack(coupling.target(), coupling.conditions().map(Conditions::target)));
        requireRows(model, coupling);
        int last = settings.rounds();
        for (int round = 1; round <= last; round++) {
            // before anything takes its time
            task(settings, path, round, labels(model)).requirePairs(model.source(), CouplingSettings.Reflow.ID);
        }
        Rectifier rectifier = new Rectifier(coupling, real, path, settings, monitor);
        if (heldBack.isEmpty()) {
            rectifier.warnings.add(
                    "The distances are those from the coupling's own target rows, which the model may have"
                            + " been trained on: give held-back rows.");
        }
        return rectifier.run(FlowOfNumbers.of(model));
    }

    private static void requireRows(FlowModel model, Coupling coupling) {
        String remedy = "Connect the coupling that the model was trained on.";
        Fit.USED.sourceRows(model.source(), coupling.source()).ifPresent(other -> other.refuse(remedy));
        Fit.USED
                .neededConditions(model.conditions(), coupling.conditionEncoding())
                .ifPresent(other -> other.refuse(remedy));
    }

    private Rectification run(FlowModel given) {
        FlowModel model = given;
        measure(0, model, coupling, monitor.part(0, FIRST_MEASURED));
        for (int round = 1; round <= settings.rounds(); round++) {
            double length = (1 - FIRST_MEASURED) / settings.rounds();
            double from = FIRST_MEASURED + (round - 1) * length;
            model = round(round, model, new RoundMonitor(round, monitor.part(from, from + length)));
        }
        return new Rectification(model, rounds, losses, List.copyOf(warnings));
    }

    private FlowModel round(int round, FlowModel model, Monitor ofRound) {
        try {
            Coupling pairs = pairs(round, model, ofRound.part(0, PAIRS));
            Training training = Trainer.train(
                    pairs,
                    task(settings, path, round, labels(model)),
                    model.network(),
                    settings.training(),
                    begin(round, model),
                    ofRound.part(PAIRS, TRAINED));
            losses = training.losses();
            warnings.addAll(training.warnings());
            measure(round, training.model(), pairs, ofRound.part(TRAINED, 1));
            return training.model();
        } catch (FlowException e) {
            throw new FlowException("Round " + round + " of " + settings.rounds() + ": " + e.problem(), e.remedy(), e);
        }
    }

    /** The model whose weights a round begins with. */
    private Optional<FlowModel> begin(int round, FlowModel model) {
        Task task = task(settings, path, round, labels(model));
        boolean same = Fit.CONTINUED
                .prediction(
                        task.begun(model.dynamics()).predicts(), task.dynamics().predicts())
                .isEmpty();
        if (settings.continueWeights() && !same) {
            warnings.add("Round " + round + " began with random weights, because the model before it predicts other"
                    + " quantities.");
        }
        return settings.continueWeights() && same ? Optional.of(model) : Optional.empty();
    }

    private Coupling pairs(int round, FlowModel model, Monitor ofPairs) {
        long seed = settings.seed() + round - 1;
        RowMatrix source = model.source() == SourceLaw.GAUSSIAN
                ? ReflowPairs.sourceNoise(model, settings.pairs(), seed, ofPairs.part(0, 0.05))
                : coupling.source().orElseThrow();
        Optional<RowMatrix> conditions = model.conditions().isEmpty()
                ? Optional.empty()
                : coupling.conditions().map(ofRows -> ofRows.source()
                        .filter(own -> own.rows() == source.rows())
                        .orElseGet(() -> ReflowPairs.conditions(ofRows.target(), source.rows(), seed)));
        return ReflowPairs.of(model, source, conditions, seed, settings.solver(), ofPairs.part(0.05, 1));
    }

    private void measure(int round, FlowModel model, Coupling trainedOn, Monitor ofMeasure) {
        DiagnosticsSettings how = new DiagnosticsSettings(
                settings.measuredRows(),
                1,
                List.of(Solver.EULER),
                settings.training().device(),
                settings.seed());
        FlowDiagnostics measured = FlowDiagnostics.of(model, trainedOn, Optional.of(real), how, ofMeasure);
        warnings.addAll(measured.warnings());
        rounds.add(Rectification.Round.of(round, model, measured));
    }

    /**
     * What the model of the last round has learnt, known before anything is trained.
     *
     * @param path of the trainings
     * @param labels whether rows have labels or gaps
     */
    public static Dynamics dynamics(RectifierSettings settings, ConditionalPath path, boolean labels) {
        return task(settings, path, settings.rounds(), labels).dynamics();
    }

    /** What a round learns: of rows with labels their numbers given them, and the labels as the model before draws them. */
    private static Task task(RectifierSettings settings, ConditionalPath path, int round, boolean labels) {
        boolean last = round == settings.rounds();
        if (last && settings.map().isPresent()) {
            return PathTasks.map(
                    labels,
                    path,
                    settings.training().objective(),
                    settings.map().get());
        }
        PathRegression numbers = settings.distill() && last
                ? PathRegression.distilling(ONE_STEP)
                : new PathRegression(path, settings.training().objective());
        return labels ? LabelsFirstRegression.of(numbers) : numbers;
    }

    private static boolean labels(FlowModel model) {
        return !model.encoding().space().labels().isEmpty();
    }

    /** Names the round in every message. */
    private record RoundMonitor(int round, Monitor whole) implements Monitor {
        @Override
        public void report(double fraction, String message) {
            whole.report(fraction, "Round " + round + ": " + message);
        }

        @Override
        public boolean cancelled() {
            return whole.cancelled();
        }
    }
}
