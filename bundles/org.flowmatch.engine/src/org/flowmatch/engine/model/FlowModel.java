// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;

/**
 * A trained flow: everything that is needed to sample it, in any JVM, without the data it was trained on.
 *
 * @param network the network's shape, for {@link #inputs} and {@link #outputs} columns
 * @param weights all its parameters in one flat vector, laid out as the network's parameter layout says
 * @param path the path it was trained on, with the time convention t = 0 source, t = 1 target
 * @param prediction what the first d outputs of the network predict
 * @param encoding table columns to encoded columns and back
 * @param source what its source rows were
 * @param provenance where it comes from; names the coupling
 * @param conditions condition columns to the m features behind the columns of a row, m = 0 without conditions
 * @param scoreHead whether d more outputs predict the path's noise e, so that the score is -e / noise(t)
 * @param oneStep whether the network learnt z1 - z0 at the first time alone, so that one Euler step from the source is
 *     the only way to sample it
 */
public record FlowModel(
        NetworkSpec network,
        float[] weights,
        ConditionalPath path,
        Prediction prediction,
        TableEncoding encoding,
        SourceLaw source,
        Provenance provenance,
        ConditionEncoding conditions,
        boolean scoreHead,
        boolean oneStep) {

    /** A model without conditions and score head, for any number of steps. */
    public FlowModel(
            NetworkSpec network,
            float[] weights,
            ConditionalPath path,
            Prediction prediction,
            TableEncoding encoding,
            SourceLaw source,
            Provenance provenance) {
        this(network, weights, path, prediction, encoding, source, provenance, ConditionEncoding.none(), false, false);
    }

    /** Encoded columns: the d of rows [n, d]. */
    public int columns() {
        return encoding.dimensions();
    }

    /** Columns of the network's input: d + m. */
    public int inputs() {
        return inputs(encoding, conditions);
    }

    /** Columns of the network's output: d, or 2 d with a score head. */
    public int outputs() {
        return outputs(encoding, scoreHead);
    }

    static int inputs(TableEncoding encoding, ConditionEncoding conditions) {
        return encoding.dimensions() + conditions.features();
    }

    static int outputs(TableEncoding encoding, boolean scoreHead) {
        return (scoreHead ? 2 : 1) * encoding.dimensions();
    }
}
