// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Locale;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.flowmap.FlowMap;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.mixed.LabelsFirstFlow;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.Provenance;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;
import org.flowmatch.engine.normalising.ContinuousFlow;
import org.flowmatch.engine.normalising.NormalisingFlow;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.LinearVariancePreservingPath;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VariancePreservingPath;

/** The names under which the field knows models: of what was learnt, along which path, from which pairs. */
final class ModelName {
    private ModelName() {}

    static String of(FlowModel model) {
        Dynamics dynamics = model.dynamics();
        if (dynamics instanceof AffineVelocity velocity) {
            return of(velocity, model.provenance());
        }
        if (dynamics instanceof OneStepMap map) {
            return of(map.velocity(), model.provenance()) + ", one distilled step";
        }
        if (dynamics instanceof MixedFlow flow) {
            return of(flow.numbers(), model.provenance());
        }
        if (dynamics instanceof LabelsFirstFlow flow) {
            return of(flow.numbers(), model.provenance()) + (flow.oneStep() ? ", one distilled step" : "");
        }
        if (dynamics instanceof FlowMap map) {
            return "flow map" + along(map.path()) + pairs(model.provenance());
        }
        if (dynamics instanceof ContinuousFlow) {
            return "continuous normalising flow";
        }
        return dynamics instanceof NormalisingFlow ? ofNetwork(model.network()) : dynamics.summary();
    }

    private static String ofNetwork(NetworkSpec network) {
        if (network instanceof RealNvp) {
            return "RealNVP";
        }
        return network instanceof Planar ? "planar flow" : network.describe();
    }

    private static String of(AffineVelocity velocity, Provenance provenance) {
        return learnt(velocity, provenance) + pairs(provenance);
    }

    private static String learnt(AffineVelocity velocity, Provenance provenance) {
        ConditionalPath path = velocity.path();
        String along = ", " + path.label() + " path";
        return switch (velocity.prediction()) {
            case VELOCITY -> "flow matching" + along(path);
            case NOISE -> boundsLikelihood(provenance)
                    ? "ScoreFlow" + (preserves(path) ? "" : along)
                    : preserves(path) ? "DDPM" : "noise prediction" + along;
            case SCORE -> "score matching"
                    + (path instanceof VarianceExplodingPath ? " VE" : preserves(path) ? " VP" : along);
            case PRECONDITIONED_TARGET -> "EDM" + (path instanceof VarianceExplodingPath ? "" : along);
            default -> velocity.prediction().name().toLowerCase(Locale.ROOT) + " prediction" + along;
        };
    }

    private static String along(ConditionalPath path) {
        return path.equals(new LinearPath()) ? "" : ", " + path.label() + " path";
    }

    private static boolean preserves(ConditionalPath path) {
        return path instanceof VariancePreservingPath || path instanceof LinearVariancePreservingPath;
    }

    /** Whether the loss was weighted so that it bounds the likelihood. */
    static boolean boundsLikelihood(Provenance provenance) {
        JsonObject settings = provenance.trainingSettings();
        JsonObject learnt = settings.get(Provenance.TASK) instanceof JsonObject task ? task : settings;
        return learnt.get(Provenance.OBJECTIVE) instanceof JsonObject objective
                && objective.get("lossWeight") instanceof JsonObject weight
                && new JsonPrimitive("likelihood").equals(weight.get(JsonRecords.TYPE));
    }

    private static String pairs(Provenance provenance) {
        if (provenance.reflowRounds() > 0) {
            return ", reflow " + provenance.reflowRounds();
        }
        String coupling = provenance.coupling();
        return coupling.equals(CouplingSettings.Independent.ID) ? "" : ", " + coupling.replace('_', ' ') + " coupling";
    }
}
