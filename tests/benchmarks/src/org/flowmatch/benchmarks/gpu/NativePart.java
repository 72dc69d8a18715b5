// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.KeptPosition;
import org.flowmatch.engine.encoding.KeptRule;
import org.flowmatch.engine.encoding.KeptShares;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.flowmap.FlowMap;
import org.flowmatch.engine.flowmap.MapRegression;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.FlowKinds;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.network.Waves;
import org.flowmatch.engine.normalising.ContinuousLikelihood;
import org.flowmatch.engine.normalising.MaximumLikelihood;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.reflow.ReflowPairs;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;

/** What is trained, moved and scored inside libtorch: each kind of network, gradient, loss and row at least once. */
public enum NativePart {
    PERCEPTRON("perceptron", () -> velocity(mlp(Activation.SILU), Objective.defaults())),
    GELU("perceptron with GELU", () -> velocity(mlp(Activation.GELU), Objective.defaults())),
    SELU("perceptron with SELU", () -> velocity(mlp(Activation.SELU), Objective.defaults())),
    RESIDUAL(
            "residual network",
            () -> velocity(
                    new ResidualMlp(2, 32, 16, Activation.SILU, new TimeFeatures.Fourier(2)), Objective.defaults())),
    SCORE_HEAD("velocity and score", NativePart::scoreHead),
    NOISE("noise of a diffusion model", NativePart::noise),
    CONDITIONS("conditions", NativePart::conditions),
    MIXED("mixed rows", () -> mixed(table("x", "y", "a", "b"), Modelling.AUTOMATIC, List.of(), waves(3))),
    LABELS_FIRST("mixed rows, labels first", NativePart::labelsFirst),
    CIRCLES(
            "circles",
            () -> mixed(
                    table("x", "a", "angle"),
                    Modelling.AUTOMATIC.withPeriods(Map.of("angle", 360.0)),
                    List.of(),
                    mlp(Activation.SILU))),
    POSITIONS(
            "positions on a sphere",
            () -> mixed(
                    table("latitude", "longitude"),
                    Modelling.AUTOMATIC,
                    List.of(new KeptPosition("latitude", "longitude")),
                    mlp(Activation.SILU))),
    SHARES(
            "shares of a whole",
            () -> mixed(
                    table("s1", "s2", "s3"),
                    Modelling.AUTOMATIC,
                    List.of(new KeptShares(List.of("s1", "s2", "s3"), 1)),
                    mlp(Activation.SILU))),
    SEQUENCES(
            "sequences",
            () -> mixed(
                    table("x", "p1", "p2", "p3"),
                    Modelling.AUTOMATIC.withSequences(List.of(List.of("p1", "p2", "p3"))),
                    List.of(),
                    new SequenceMixer(2, 16, 12, Activation.SILU, new TimeFeatures.Fourier(2)))),
    ONE_STEP("map in one step", NativePart::oneStep),
    FLOW_MAP("flow map", () -> map(false)),
    FLOW_MAP_DENSITY("flow map with its density", () -> map(true)),
    REAL_NVP(
            "RealNVP",
            () -> new Subject(
                    numbers(), new MaximumLikelihood(), new RealNvp(4, 32, Activation.SILU), Optional.empty())),
    PLANAR("planar flow", () -> new Subject(numbers(), new MaximumLikelihood(), new Planar(8), Optional.empty())),
    CONTINUOUS(
            "continuous flow",
            () -> new Subject(numbers(), ContinuousLikelihood.defaults(), mlp(Activation.SILU), Optional.empty()));

    private static final int ROWS = 2_000;
    private static final long SEED = 1;

    private final String label;
    private final Supplier<Subject> subject;

    NativePart(String label, Supplier<Subject> subject) {
        this.label = label;
        this.subject = subject;
    }

    String label() {
        return label;
    }

    /** Makes what is trained; some need a model before, which is trained on the CPU. */
    public Subject subject() {
        return subject.get();
    }

    private static Table table(String... columns) {
        return MadeTable.of(ROWS, columns);
    }

    private static Mlp mlp(Activation activation) {
        return new Mlp(List.of(32, 32), activation, new TimeFeatures.Fourier(2));
    }

    private static NetworkSpec waves(int numbers) {
        return mlp(Activation.SILU).with(new Waves(numbers, List.of(2, 6)));
    }

    private static Coupling coupling(Table table, Optional<Table> conditions, EncodingSettings encoding) {
        return Coupling.fit(
                new CouplingSettings.Independent(),
                table,
                Optional.empty(),
                conditions.map(of -> new ConditionTables(of, Optional.empty())),
                encoding,
                SEED,
                Monitor.none());
    }

    private static Coupling numbers() {
        return coupling(table("x", "latitude", "longitude"), Optional.empty(), EncodingSettings.defaults());
    }

    private static Subject velocity(NetworkSpec network, Objective objective) {
        return new Subject(numbers(), new PathRegression(new LinearPath(), objective), network, Optional.empty());
    }

    private static Subject scoreHead() {
        Objective objective = Objective.defaults().withScoreHead(true);
        return new Subject(
                numbers(), new PathRegression(new BridgePath(0.5), objective), mlp(Activation.SILU), Optional.empty());
    }

    private static Subject noise() {
        VariancePreservingPath path = new VariancePreservingPath(
                VariancePreservingPath.DEFAULT_BETA_MIN, VariancePreservingPath.DEFAULT_BETA_MAX);
        Objective objective = Objective.defaults().withPrediction(Prediction.NOISE);
        return new Subject(numbers(), new PathRegression(path, objective), mlp(Activation.SILU), Optional.empty());
    }

    private static Subject conditions() {
        Table given = table("a");
        return new Subject(
                coupling(table("x", "latitude"), Optional.of(given), EncodingSettings.defaults()),
                new PathRegression(new LinearPath(), Objective.defaults()),
                mlp(Activation.SILU),
                Optional.of(given));
    }

    private static Subject mixed(Table table, Modelling modelling, List<KeptRule> rules, NetworkSpec network) {
        Coupling coupling = coupling(
                table,
                Optional.empty(),
                EncodingSettings.defaults().with(modelling).keeping(rules));
        Task task = PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true);
        return new Subject(coupling, task, network.of(coupling.encoding()), Optional.empty());
    }

    private static Subject labelsFirst() {
        Coupling pairs = reflowed(MIXED);
        return new Subject(
                pairs,
                PathTasks.of(pairs, new LinearPath(), Objective.defaults(), false),
                mlp(Activation.SILU),
                Optional.empty());
    }

    private static Subject oneStep() {
        OneStepMap map = new OneStepMap(new AffineVelocity(new LinearPath(), Prediction.VELOCITY));
        return new Subject(reflowed(PERCEPTRON), FlowKinds.of(map).taskOf(map), mlp(Activation.SILU), Optional.empty());
    }

    private static Coupling reflowed(NativePart part) {
        FlowModel model = part.subject().train(DeviceChoice.CPU).model();
        return ReflowPairs.of(
                model,
                ReflowPairs.sourceNoise(model, ROWS, SEED, Monitor.none()),
                SEED,
                SamplingSettings.of(Solver.EULER, 4).on(DeviceChoice.CPU),
                Monitor.none());
    }

    private static Subject map(boolean density) {
        return new Subject(
                numbers(),
                MapRegression.of(new FlowMap(new LinearPath(), density)),
                mlp(Activation.SILU),
                Optional.empty());
    }
}
