// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import com.google.gson.JsonObject;
import java.util.List;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.FittedCondition;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.Provenance;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;

/** Untrained models that predict other things than the velocity, have conditions, a score head, or one step. */
public final class ConditionalModels {
    /** One number as condition: a flag and the number. */
    static final ConditionEncoding SIZE =
            new ConditionEncoding(List.of(new FittedCondition.Number("size", 0, 1, -2, 2)));

    private static final Mlp NETWORK = new Mlp(List.of(24, 24), Activation.SILU, new TimeFeatures.Fourier(2));
    private static final int COLUMNS = 2;

    private ConditionalModels() {}

    public static FlowModel conditional() {
        return model(Prediction.VELOCITY, new LinearPath(), SIZE, false, false, SourceLaw.GAUSSIAN, "independent", 0.1);
    }

    static FlowModel withoutDrop() {
        return model(Prediction.VELOCITY, new LinearPath(), SIZE, false, false, SourceLaw.GAUSSIAN, "independent", 0);
    }

    static FlowModel predicting(Prediction prediction, ConditionalPath path) {
        return model(prediction, path, ConditionEncoding.none(), false, false, SourceLaw.GAUSSIAN, "independent", 0.1);
    }

    static FlowModel withScoreHead(ConditionalPath path, boolean head) {
        return model(
                Prediction.VELOCITY,
                path,
                ConditionEncoding.none(),
                head,
                false,
                SourceLaw.GAUSSIAN,
                "optimal_transport",
                0.1);
    }

    static FlowModel oneStep() {
        return model(
                Prediction.VELOCITY,
                new LinearPath(),
                ConditionEncoding.none(),
                false,
                true,
                SourceLaw.GAUSSIAN,
                "reflow",
                0.1);
    }

    static FlowModel oneStepConditional() {
        return model(Prediction.VELOCITY, new LinearPath(), SIZE, false, true, SourceLaw.GAUSSIAN, "reflow", 0.1);
    }

    static FlowModel coupled(SourceLaw source, String coupling) {
        return model(
                Prediction.VELOCITY, new LinearPath(), ConditionEncoding.none(), false, false, source, coupling, 0.1);
    }

    private static FlowModel model(
            Prediction prediction,
            ConditionalPath path,
            ConditionEncoding conditions,
            boolean scoreHead,
            boolean oneStep,
            SourceLaw source,
            String coupling,
            double drop) {
        AffineVelocity velocity = new AffineVelocity(path, prediction, scoreHead);
        return new FlowModel(
                NETWORK,
                NETWORK.initialWeights(COLUMNS + conditions.features(), velocity.outputs(COLUMNS), 3),
                oneStep ? new OneStepMap(velocity) : velocity,
                TestModels.encoding(COLUMNS),
                source,
                provenance(coupling, drop),
                conditions);
    }

    private static Provenance provenance(String coupling, double drop) {
        Provenance usual = TestModels.provenance(0, List.of());
        JsonObject objective = new JsonObject();
        objective.addProperty("conditionDrop", drop);
        JsonObject settings = new JsonObject();
        settings.add("objective", objective);
        return new Provenance(
                usual.productVersion(),
                usual.created(),
                coupling,
                usual.couplingSettings(),
                settings,
                usual.couplingSeed(),
                usual.trainingSeed(),
                usual.rows(),
                usual.steps(),
                usual.bestStep(),
                usual.trainLoss(),
                usual.validationLoss(),
                0,
                List.of());
    }
}
