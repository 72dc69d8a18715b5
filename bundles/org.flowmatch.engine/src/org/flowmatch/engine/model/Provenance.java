// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.flowmatch.engine.json.JsonFields;

/**
 * Where a model comes from: one record per training, the earlier ones (whose weights were continued from) inside.
 *
 * @param productVersion version of the product that trained it
 * @param created when training ended, ISO-8601 instant
 * @param coupling stable name of the coupling
 * @param couplingSettings settings of the coupling as JSON
 * @param trainingSettings settings of the training as JSON, among them what was learnt: {@value #OBJECTIVE} of a regression along a
 *     path, {@value #TASK} of anything else
 * @param couplingSeed seed of the coupling
 * @param trainingSeed seed of the training
 * @param rows target rows trained on, validation rows included
 * @param steps optimiser steps made
 * @param bestStep step whose weights the model holds
 * @param trainLoss training loss at the end; empty when not finite
 * @param validationLoss validation loss of the weights kept; empty without validation
 * @param reflowRounds how often the pairs were reflowed: 0 for a first model, k after k rounds
 * @param earlier the trainings that this one continued from, oldest first
 */
public record Provenance(
        String productVersion,
        String created,
        String coupling,
        JsonObject couplingSettings,
        JsonObject trainingSettings,
        long couplingSeed,
        long trainingSeed,
        long rows,
        long steps,
        long bestStep,
        OptionalDouble trainLoss,
        OptionalDouble validationLoss,
        int reflowRounds,
        List<Provenance> earlier) {

    /** The field of what a regression along a path learnt. */
    public static final String OBJECTIVE = "objective";
    /** The field of what any other training learnt. */
    public static final String TASK = "task";
    /** The field of either that holds the probability with which conditions were dropped. */
    public static final String CONDITION_DROP = "conditionDrop";
    /** The field of the training's settings that tells how many seconds it took; models of earlier versions have none. */
    public static final String SECONDS = "seconds";

    public Provenance {
        earlier = List.copyOf(earlier);
        trainLoss = finite(trainLoss);
        validationLoss = finite(validationLoss);
    }

    private static OptionalDouble finite(OptionalDouble loss) {
        return loss.isPresent() && Double.isFinite(loss.getAsDouble()) ? loss : OptionalDouble.empty();
    }

    /**
     * Whether conditions were dropped in training, so that the network saw rows without theirs. Settings that do not tell
     * the probability are taken for such.
     *
     * @throws org.flowmatch.engine.FlowException when they hold something that is not a number
     */
    public boolean withoutCondition() {
        String field = trainingSettings.has(TASK) ? TASK : OBJECTIVE;
        return !(trainingSettings.get(field) instanceof JsonObject learnt)
                || !learnt.has(CONDITION_DROP)
                || JsonFields.number(learnt.get(CONDITION_DROP), field + "." + CONDITION_DROP) > 0;
    }

    /**
     * Seconds by the clock that this training and the earlier ones took on their computers; empty where one of them does not tell.
     *
     * @throws org.flowmatch.engine.FlowException when the settings hold something else in place of a number
     */
    public OptionalDouble seconds() {
        double sum = 0;
        for (Provenance training : chain()) {
            if (!training.trainingSettings.has(SECONDS)) {
                return OptionalDouble.empty();
            }
            sum += JsonFields.number(training.trainingSettings.get(SECONDS), "trainingSettings." + SECONDS);
        }
        return OptionalDouble.of(sum);
    }

    /** The chain for a model that continues from the one with this provenance. */
    public List<Provenance> chain() {
        List<Provenance> chain = new ArrayList<>(earlier);
        chain.add(new Provenance(
                productVersion,
                created,
                coupling,
                couplingSettings,
                trainingSettings,
                couplingSeed,
                trainingSeed,
                rows,
                steps,
                bestStep,
                trainLoss,
                validationLoss,
                reflowRounds,
                List.of()));
        return chain;
    }
}
