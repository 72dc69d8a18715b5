// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.mixed.FlowOfNumbers;
import org.flowmatch.engine.model.Fit;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.RowsFit;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.Trajectory;
import org.flowmatch.engine.solver.Solver;

/**
 * How straight and how good a flow is, in encoded units, on as many source and real target rows as the settings say (with
 * few real rows, on half of them).
 *
 * @param geometry path energy, straightness and transport cost of the model's own trajectories; a distilled model's are
 *     single steps, those of rows with labels are of their numbers given labels that are drawn first
 * @param unknownGeometry why the geometry is not known; its numbers are NaN then
 * @param couplingCost E|x1 - x0|^2 over pairs of the coupling: the transport cost before rectification, beside the
 *     geometry's afterwards
 * @param planCost of the best pairs of the geometry's source rows and the rows that the flow makes of them: never above the
 *     geometry's transport cost, and as much where the flow is an optimal map; NaN where the geometry is not known, and for rows with
 *     labels
 * @param sourceDistance W2 distance of the source and the real target rows, below whose square no path energy is; NaN for rows
 *     with labels
 * @param floors median distances of {@value #FLOOR_PAIRS} pairs of real samples of the same size: what a perfect model
 *     would have
 * @param distances distances of generated from real rows, as {@link LabelledRows} sees those with labels
 * @param rows that were compared
 * @param warnings what the user should know
 */
public record FlowDiagnostics(
        FlowGeometry geometry,
        Optional<String> unknownGeometry,
        double couplingCost,
        double planCost,
        double sourceDistance,
        SampleDistances floors,
        List<ByEvaluations> distances,
        int rows,
        List<String> warnings) {

    private static final int FLOOR_PAIRS = 5;
    private static final int COUPLING_PAIRS = 4096;
    /** Of the numbers that are measured before the distances of samples. */
    private static final int SINGLE = 3;

    /**
     * @param steps of the solver
     * @param nfe evaluations of the network per row
     * @param distances of the generated rows from real ones
     * @param detection AUC of {@link Detection}, 0.5 where boosted trees cannot tell generated rows from real ones: of the most
     *     evaluations of each solver; NaN for others, and where it is not asked for or cannot be had
     */
    public record ByEvaluations(Solver solver, int steps, double nfe, SampleDistances distances, double detection) {
        /** The W2 distance. */
        public double distance() {
            return distances.of(SampleDistance.W2);
        }
    }

    public FlowDiagnostics {
        distances = List.copyOf(distances);
        warnings = List.copyOf(warnings);
    }

    /** The W2 distance that a perfect model would have. */
    public double floor() {
        return floors.of(SampleDistance.W2);
    }

    /** NPE = |path energy - W2^2| / W2^2: how far the flow is from optimal transport. */
    public double normalisedPathEnergy() {
        return geometry.normalisedPathEnergy(sourceDistance);
    }

    /**
     * @param measured a model; one of mixed rows is measured with no columns given, and labels first where it knows them apart
     *     from the time ({@link FlowOfNumbers})
     * @param coupling whose pairs are measured; its source rows are used where the model's source is a table
     * @param heldBack real rows to compare with; without them those of the coupling
     * @throws org.flowmatch.engine.FlowException when the coupling is encoded otherwise than the model, rows or conditions are
     *     missing, or a number stops being finite
     */
    public static FlowDiagnostics of(
            FlowModel measured,
            Coupling coupling,
            Optional<HeldBack> heldBack,
            DiagnosticsSettings settings,
            Monitor monitor) {
        FlowModel model = FlowOfNumbers.of(measured);
        Fit.USED
                .encoding(model.encoding(), coupling.encoding())
                .ifPresent(other -> other.refuse("Distances between their rows would say nothing: connect the coupling"
                        + " that the model was trained on, or one that was reflowed from it."));
        HeldBack real = heldBack.orElseGet(
                () -> new HeldBack(coupling.target(), coupling.conditions().map(Conditions::target)));
        requireFitting(model, real);
        List<String> warnings = new ArrayList<>();
        if (heldBack.isEmpty()) {
            warnings.add(
                    coupling.settings() instanceof CouplingSettings.Reflow
                            ? "The distances are those from rows that another model generated, as the coupling is a"
                                    + " reflow: give held-back real rows."
                            : "The distances are those from the coupling's own target rows, which the model may have"
                                    + " been trained on: give held-back rows.");
        }
        DiagnosticRows rows = new DiagnosticRows(model, coupling, real, settings);
        if (rows.rows() < settings.rows()) {
            warnings.add("Samples of " + rows.rows() + " rows are compared instead of " + settings.rows()
                    + ", because there are too few rows for two such samples.");
        }
        return measure(model, coupling, rows, settings, warnings, monitor);
    }

    private static FlowDiagnostics measure(
            FlowModel model,
            Coupling coupling,
            DiagnosticRows rows,
            DiagnosticsSettings settings,
            List<String> warnings,
            Monitor monitor) {
        SolverRuns generated = new SolverRuns(model, rows.source(), rows.conditions(), settings);
        Monitor ofGeometry = monitor.part(0, 0.1);
        Optional<Obstacle> unknown = model.dynamics().geometryObstacle();
        Optional<Trajectory> followed =
                unknown.isPresent() ? Optional.empty() : Optional.of(generated.followed(ofGeometry));
        FlowGeometry geometry = followed.map(FlowGeometry::of).orElse(FlowGeometry.UNKNOWN);
        unknown.ifPresent(
                why -> warnings.add("Path energy and straightness are missing. " + why.reason() + " " + why.remedy()));
        LabelledRows labelled = new LabelledRows(model.encoding().space());
        RowMatrix target = labelled.vectors(rows.target());
        EncodedDetection detection = new EncodedDetection(labelled, rows.target(), settings.seed());
        DistanceJobs jobs =
                new DistanceJobs(new SampleDistance.Common(MaximumMeanDiscrepancy.bandwidth(target), settings.seed()));
        jobs.add(() -> couplingCost(model, coupling, settings.seed()));
        jobs.add(() -> followed.filter(known -> labelled.numbersAlone())
                .map(FlowDiagnostics::planCost)
                .orElse(Double.NaN));
        jobs.add(() -> labelled.numbersAlone() ? Wasserstein.exact(rows.source(), target) : Double.NaN);
        for (int pair = 1; pair <= FLOOR_PAIRS; pair++) {
            RowMatrix[] samples = rows.realPair(pair);
            jobs.add(labelled.vectors(samples[0]), labelled.vectors(samples[1]));
        }
        List<SamplingSettings> runs = generated.runs();
        double[] nfe = new double[runs.size()];
        List<Callable<Double>> detections = new ArrayList<>();
        for (int i = 0; i < nfe.length; i++) {
            double part = 0.1 + 0.2 * i / nfe.length;
            Samples samples = generated.sample(runs.get(i), monitor.part(part, part + 0.2 / nfe.length));
            nfe[i] = samples.nfe();
            jobs.add(labelled.vectors(samples.end()), target);
            boolean asked = settings.detection() && lastOfSolver(runs, i);
            detections.add(() -> asked ? detection.auc(samples.end()) : Double.NaN);
        }
        detections.forEach(jobs::add);
        double[] measured = jobs.run(monitor.part(0.3, 1));
        List<ByEvaluations> distances = new ArrayList<>();
        for (int i = 0; i < nfe.length; i++) {
            SamplingSettings run = runs.get(i);
            distances.add(new ByEvaluations(
                    run.solver(),
                    run.steps(),
                    nfe[i],
                    DistanceJobs.distances(measured, SINGLE, FLOOR_PAIRS + i),
                    measured[measured.length - nfe.length + i]));
        }
        warnings.addAll(generated.warnings());
        warnings.addAll(detection.warnings());
        return new FlowDiagnostics(
                geometry,
                unknown.map(Obstacle::reason),
                measured[0],
                measured[1],
                measured[2],
                floors(measured),
                distances,
                rows.rows(),
                warnings);
    }

    private static boolean lastOfSolver(List<SamplingSettings> runs, int i) {
        return i == runs.size() - 1 || runs.get(i + 1).solver() != runs.get(i).solver();
    }

    private static SampleDistances floors(double[] measured) {
        List<SampleDistances> pairs = IntStream.range(0, FLOOR_PAIRS)
                .mapToObj(pair -> DistanceJobs.distances(measured, SINGLE, pair))
                .toList();
        return new SampleDistances(Arrays.stream(SampleDistance.values())
                .map(distance -> median(pairs, distance))
                .toList());
    }

    private static double median(List<SampleDistances> pairs, SampleDistance distance) {
        return pairs.stream().mapToDouble(pair -> pair.of(distance)).sorted().toArray()[FLOOR_PAIRS / 2];
    }

    private static void requireFitting(FlowModel model, HeldBack real) {
        RowsFit fit = new RowsFit("rows to compare with");
        fit.columns(model, real.rows())
                .ifPresent(other -> other.refuse("Give rows with the columns that the model was trained on."));
        fit.conditions(model, real.conditions())
                .ifPresent(other -> other.refuse("Give rows with the condition columns of the model."));
    }

    private static double planCost(Trajectory followed) {
        List<RowMatrix> states = followed.states();
        double distance = Wasserstein.exact(states.get(0), states.get(states.size() - 1));
        return distance * distance;
    }

    private static double couplingCost(FlowModel model, Coupling coupling, long seed) {
        int columns = coupling.columns();
        int[] all = IntStream.range(0, coupling.rows()).toArray();
        float[] x0 = new float[COUPLING_PAIRS * columns];
        float[] x1 = new float[COUPLING_PAIRS * columns];
        try (PairStream pairs = coupling.open(all, seed, PairUse.TRAINING)) {
            pairs.next(COUPLING_PAIRS, x0, x1, new float[COUPLING_PAIRS * pairs.conditions()]);
        }
        // not their states: the noise of a tube moves along and costs nothing
        FlowOfNumbers.sourceStates(model.dynamics(), coupling.sourceLaw()).toShares(x0);
        return new LabelledRows(coupling.space()).cost(x0, x1);
    }
}
