// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.SourceStates;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.network.NetworkSpec;

/**
 * A trained flow: everything that is needed to sample it, in any JVM, without the data it was trained on.
 *
 * @param network the network's shape, for {@link #inputs} and {@link #outputs} columns
 * @param weights all its parameters in one flat vector, laid out as the network's parameter layout says
 * @param dynamics what the outputs of the network mean, with the time convention t = 0 source, t = 1 target
 * @param encoding table columns to encoded columns and back
 * @param source what its source rows were
 * @param provenance where it comes from; names the coupling
 * @param conditions condition columns to the m features behind the columns of a row, m = 0 without conditions
 */
public record FlowModel(
        NetworkSpec network,
        float[] weights,
        Dynamics dynamics,
        TableEncoding encoding,
        SourceLaw source,
        Provenance provenance,
        ConditionEncoding conditions) {

    /** A model without conditions. */
    public FlowModel(
            NetworkSpec network,
            float[] weights,
            Dynamics dynamics,
            TableEncoding encoding,
            SourceLaw source,
            Provenance provenance) {
        this(network, weights, dynamics, encoding, source, provenance, ConditionEncoding.none());
    }

    /** This model with the weights of another network of the same shape, and with what its outputs mean. */
    public FlowModel with(float[] otherWeights, Dynamics otherDynamics) {
        return new FlowModel(network, otherWeights, otherDynamics, encoding, source, provenance, conditions);
    }

    /** Encoded columns: the d of rows [n, d]. */
    public int columns() {
        return encoding.dimensions();
    }

    /** What the network takes in and gives out. */
    public NetworkColumns networkColumns() {
        return NetworkColumns.of(encoding.space(), conditions.features(), dynamics);
    }

    /** Columns of the network's input: d + m. */
    public int inputs() {
        return networkColumns().inputs();
    }

    /** Columns of the network's output. */
    public int outputs() {
        return networkColumns().outputs().count();
    }

    /**
     * The velocity that a solver follows.
     *
     * @throws FlowException for dynamics without one
     */
    public AffineVelocity velocity() {
        return dynamics.followed()
                .orElseThrow(() -> new FlowException(
                        "The model has no velocity that a solver could follow: its network predicts the "
                                + dynamics.predicts() + ".",
                        "Take a model of a flow along a path."));
    }

    /** From its source rows, as pairs hold them, to the states in which a solver starts. */
    public SourceStates sourceStates() {
        return dynamics.sourceStates(source);
    }

    /** What is known of the pairs that it was trained on. */
    public TrainingPairs pairs() {
        return new TrainingPairs(source, provenance.coupling(), provenance.withoutCondition());
    }
}
