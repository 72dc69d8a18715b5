// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.model.NetworkColumns;

/**
 * What a network is trained for: blocks are made of the pairs of a coupling, the network's outputs are compared with matrices
 * of them by a loss, and a network with little of that loss has the dynamics named here. {@link Trainer} knows nothing else
 * of what is learnt. An implementation is a record whose components are its settings, which models keep. The first one is the
 * {@link PathRegression}.
 */
public interface Task {
    /** What the outputs of a network so trained mean. */
    Dynamics dynamics();

    /** How far outputs are from what they are to predict; all of its data are among {@link #data}. */
    Loss loss();

    /** The names of the matrices that every block has for a loss to compare the outputs with. */
    List<String> data();

    /** What of the network the loss compares; its outputs as they are, unless it is said here. */
    default Comparison comparison() {
        return Comparison.OUTPUTS;
    }

    /**
     * As what the weights of a model of given dynamics are trained further: as they are, or as of {@link #dynamics}, whose networks
     * have further inputs and outputs behind those of the given ones.
     */
    default Dynamics begun(Dynamics had) {
        return had;
    }

    /** @throws org.flowmatch.engine.FlowException saying why this cannot be learnt from the pairs, and what to choose */
    void require(Coupling coupling);

    /**
     * Checks what is known of the pairs before they are made; {@link #require(Coupling)} checks it, too.
     *
     * @param source the law of the source rows
     * @param coupling the stable name of the coupling's settings
     * @throws org.flowmatch.engine.FlowException as {@link #require(Coupling)}
     */
    default void requirePairs(SourceLaw source, String coupling) {
        dynamics().requireTraining(new TrainingPairs(source, coupling, conditionDrop() > 0));
    }

    /** What a network for the rows and the conditions of a coupling takes in and gives out. */
    default NetworkColumns columns(Coupling coupling) {
        return NetworkColumns.of(coupling.space(), coupling.conditionFeatures(), dynamics());
    }

    /** The probability with which rows of a conditional flow are shown without their condition; 0 where that never happens. */
    default double conditionDrop() {
        return 0;
    }

    /**
     * Makes blocks of pairs, by one thread at a time.
     *
     * @param coupling from which the pairs are
     * @param use of the pairs: what is drawn for one use is independent of what is drawn for another
     * @param seed of all that is drawn
     */
    Examples examples(Coupling coupling, PairUse use, long seed);
}
