// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.ConditionCost;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.flowmap.FlowMap;
import org.flowmatch.engine.flowmap.MapRegression;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.normalising.ContinuousLikelihood;
import org.flowmatch.engine.normalising.MaximumLikelihood;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.engine.reflow.ReflowPairs;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;

/** Every kind of model has the name and the sampler by which it is known, and goes through a comparison. */
class ModelKindsTest {
    private static final NetworkSpec NETWORK = new Mlp(List.of(16), Activation.SILU, new TimeFeatures.Raw());
    private static final ConditionalPath PRESERVING = new VariancePreservingPath(0.1, 20);
    private static final ConditionalPath EXPLODING =
            new VarianceExplodingPath(0.01, 10, VarianceExplodingPath.Growth.GEOMETRIC);
    private static final Coupling COUPLING = coupling(new CouplingSettings.Independent());

    private static Table table(int rows, long seed) {
        Random random = new Random(seed);
        double[][] values = new double[2][rows];
        for (int i = 0; i < rows; i++) {
            values[0][i] = random.nextGaussian();
            values[1][i] = values[0][i] * values[0][i] + random.nextGaussian();
        }
        return new Table(
                List.of(new ColumnInfo("u", ColumnKind.DOUBLE), new ColumnInfo("v", ColumnKind.DOUBLE)), values, rows);
    }

    private static Coupling coupling(CouplingSettings settings) {
        return Coupling.fit(
                settings,
                table(300, 1),
                Optional.empty(),
                new EncodingSettings(Scaling.STANDARDISE, false, false, 0),
                1,
                Monitor.none());
    }

    private static FlowModel train(Coupling coupling, Task task, NetworkSpec network) {
        TrainingSettings settings =
                TrainingSettings.defaults().withBudget(new Budget.Steps(2)).withBatchSize(32);
        return Trainer.train(coupling, task, network, settings, Optional.empty(), Monitor.none())
                .model();
    }

    private static FlowModel train(Coupling coupling, ConditionalPath path, Objective objective) {
        return train(coupling, new PathRegression(path, objective), NETWORK);
    }

    private static Objective of(Prediction prediction) {
        return Objective.defaults().withPrediction(prediction);
    }

    /** One of each kind; the last ones are known by their networks. */
    private static List<FlowModel> models() {
        FlowModel velocity = train(COUPLING, new LinearPath(), Objective.defaults());
        Coupling reflowed = ReflowPairs.of(
                velocity,
                ReflowPairs.sourceNoise(velocity, 100, 1, Monitor.none()),
                1,
                SamplingSettings.of(Solver.EULER, 2),
                Monitor.none());
        Objective bound = of(Prediction.NOISE).withLossWeight(new LossWeight.Likelihood());
        return List.of(
                velocity,
                train(
                        coupling(new CouplingSettings.OptimalTransport(64, false, ConditionCost.DEFAULT, 1)),
                        new LinearPath(),
                        Objective.defaults()),
                train(reflowed, new LinearPath(), Objective.defaults()),
                train(COUPLING, PRESERVING, of(Prediction.NOISE)),
                train(COUPLING, PRESERVING, of(Prediction.SCORE)),
                train(COUPLING, EXPLODING, of(Prediction.SCORE)),
                train(COUPLING, PRESERVING, bound),
                train(COUPLING, new LinearPath(), of(Prediction.TARGET)),
                train(
                        COUPLING,
                        new VarianceExplodingPath(0.002, 80, VarianceExplodingPath.Growth.LINEAR),
                        of(Prediction.PRECONDITIONED_TARGET)),
                train(COUPLING, MapRegression.of(new FlowMap(new LinearPath(), false)), NETWORK),
                train(COUPLING, new MaximumLikelihood(), new RealNvp(2, 16, Activation.SILU)),
                train(COUPLING, new MaximumLikelihood(), new Planar(4)),
                train(COUPLING, ContinuousLikelihood.defaults(), NETWORK));
    }

    @Test
    void everyKindIsKnownAndCompared() {
        List<FlowModel> models = models();
        List<String> names = ComparedModel.names(models, List.of());
        assertEquals(
                List.of(
                        "flow matching",
                        "flow matching, optimal transport coupling",
                        "flow matching, reflow 1",
                        "DDPM",
                        "score matching VP",
                        "score matching VE",
                        "ScoreFlow",
                        "target prediction, linear path",
                        "EDM",
                        "flow map",
                        "RealNVP",
                        "planar flow",
                        "continuous normalising flow"),
                names);
        List<ComparedModel> compared = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            compared.add(new ComparedModel(names.get(i), models.get(i), Optional.empty()));
        }
        ComparisonSettings settings =
                new ComparisonSettings(50, 4, false, SamplerRule.USUAL, true, DeviceChoice.CPU, 1);
        ModelComparison comparison = ModelComparison.of(compared, table(200, 2), settings, Monitor.none());
        assertEquals(
                List.of(
                        "midpoint 2",
                        "midpoint 2",
                        "midpoint 2",
                        "ancestral 4",
                        "predictor corrector 2",
                        "predictor corrector 2",
                        "predictor corrector 2",
                        "midpoint 2",
                        "heun 2",
                        "flow map 4",
                        "one pass 1",
                        "one pass 1",
                        "midpoint 2"),
                comparison.models().stream()
                        .map(model ->
                                model.last().sampler() + " " + model.last().steps())
                        .toList());
        for (ModelFigures figures : comparison.models()) {
            assertTrue(figures.trainingSeconds().orElseThrow() > 0, figures.name());
            assertTrue(figures.parameters() > 0, figures.name());
            assertTrue(figures.last().distance() > 0, figures::toString);
            assertTrue(figures.last().detection() >= 0, figures::toString);
            assertTrue(Double.isFinite(figures.density().mean()), figures::toString);
        }
        assertEquals(
                List.of(4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 1.0, 1.0, 4.0),
                comparison.models().stream().map(model -> model.last().nfe()).toList());
        ComparisonSettings alike =
                new ComparisonSettings(50, 4, true, SamplerRule.MIDPOINT, false, DeviceChoice.CPU, 1);
        ModelFigures ddpm = ModelComparison.of(List.of(compared.get(3)), table(200, 2), alike, Monitor.none())
                .models()
                .get(0);
        assertEquals(
                List.of("euler", "midpoint", "midpoint"),
                ddpm.runs().stream().map(ModelFigures.Run::sampler).toList());
    }

    @Test
    void givenNamesComeFirstAndNoTwoAreAlike() {
        FlowModel model = train(COUPLING, new LinearPath(), Objective.defaults());
        assertEquals(
                List.of("flow matching", "mine", "flow matching (2)", "mine (2)"),
                ComparedModel.names(List.of(model, model, model, model), List.of("", " mine", "", "mine")));
    }
}
