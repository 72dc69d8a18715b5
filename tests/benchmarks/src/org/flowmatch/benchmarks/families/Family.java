// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.families;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.flowmap.FlowMap;
import org.flowmatch.engine.flowmap.MapRegression;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VarianceExplodingPath.Growth;
import org.flowmatch.engine.path.VariancePreservingPath;

/** The families of models that are compared: a constant is all that one needs. */
enum Family {
    FLOW("flow matching", with -> with.regression(independent(), new LinearPath(), Objective.defaults())),
    TRANSPORT(
            "flow matching, optimal transport",
            with -> with.regression(
                    new CouplingSettings.OptimalTransport(256), new LinearPath(), Objective.defaults())),
    REFLOW("reflow, one round", with -> with.reflow(FLOW.train(with), new LinearPath(), Objective.defaults())),
    FLOW_MAP_ONE("flow map, 1 step", 1, Family::flowMap),
    FLOW_MAP("flow map, 4 steps", 4, Family::flowMap),
    DDPM("DDPM", with -> with.regression(independent(), preserving(), predicting(Prediction.NOISE))),
    SCORE_VP("score matching VP", with -> with.regression(independent(), preserving(), predicting(Prediction.SCORE))),
    SCORE_VE(
            "score matching VE",
            with -> with.regression(
                    independent(),
                    new VarianceExplodingPath(
                            VarianceExplodingPath.DEFAULT_SIGMA_MIN,
                            VarianceExplodingPath.DEFAULT_SIGMA_MAX,
                            Growth.GEOMETRIC),
                    predicting(Prediction.SCORE))),
    SCORE_FLOW(
            "ScoreFlow",
            with -> with.regression(
                    independent(),
                    preserving(),
                    predicting(Prediction.NOISE).withLossWeight(new LossWeight.Likelihood()))),
    EDM(
            "EDM",
            with -> with.regression(
                    independent(),
                    new VarianceExplodingPath(0.002, 80, Growth.LINEAR),
                    predicting(Prediction.PRECONDITIONED_TARGET)
                            .withTimeLaw(new TimeLaw.LogNormalNoise(
                                    TimeLaw.LogNormalNoise.DEFAULT_MEAN, TimeLaw.LogNormalNoise.DEFAULT_DEVIATION)))),
    REAL_NVP("RealNVP", with -> with.likelihood(new RealNvp(8, with.width(), Activation.SILU))),
    PLANAR("planar flow", with -> with.likelihood(Planar.defaults())),
    CONTINUOUS("continuous flow", FamilyTraining::continuous);

    private final String label;
    private final int most;
    private final Function<FamilyTraining, FlowModel> training;

    Family(String label, Function<FamilyTraining, FlowModel> training) {
        this(label, Integer.MAX_VALUE, training);
    }

    /** @param most evaluations that it is to be judged by */
    Family(String label, int most, Function<FamilyTraining, FlowModel> training) {
        this.label = label;
        this.most = most;
        this.training = training;
    }

    /** Of as many as are asked for, the evaluations that it is judged by. */
    int evaluations(int asked) {
        return Math.min(most, asked);
    }

    String label() {
        return label;
    }

    FlowModel train(FamilyTraining with) {
        return training.apply(with);
    }

    /** Those whose name has a text. */
    static List<Family> named(String text) {
        List<Family> found = Arrays.stream(values())
                .filter(family -> family.label.contains(text))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No family has \"" + text + "\" in its name. There are "
                    + String.join(
                            "; ", Arrays.stream(values()).map(Family::label).toList()) + ".");
        }
        return found;
    }

    private static FlowModel flowMap(FamilyTraining with) {
        return with.withRate(5e-3).along(MapRegression.of(new FlowMap(new LinearPath(), false)), independent());
    }

    private static CouplingSettings independent() {
        return new CouplingSettings.Independent();
    }

    private static ConditionalPath preserving() {
        return new VariancePreservingPath(
                VariancePreservingPath.DEFAULT_BETA_MIN, VariancePreservingPath.DEFAULT_BETA_MAX);
    }

    private static Objective predicting(Prediction prediction) {
        return Objective.defaults().withPrediction(prediction);
    }
}
