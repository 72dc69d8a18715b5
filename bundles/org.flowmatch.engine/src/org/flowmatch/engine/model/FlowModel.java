// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import org.flowmatch.engine.coupling.SourceLaw;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;

/**
 * A trained flow: everything that is needed to sample it, in any JVM, without the data it was trained on.
 *
 * @param network the network's shape
 * @param weights all its parameters in one flat vector, laid out as the network's parameter layout says
 * @param path the path it was trained on, with the time convention t = 0 source, t = 1 target
 * @param prediction what the network predicts
 * @param encoding table columns to encoded columns and back
 * @param source what its source rows were
 * @param provenance where it comes from
 */
public record FlowModel(
        NetworkSpec network,
        float[] weights,
        ConditionalPath path,
        Prediction prediction,
        TableEncoding encoding,
        SourceLaw source,
        Provenance provenance) {

    /** Encoded columns: the d of the network's input [n, d] and output [n, d]. */
    public int columns() {
        return encoding.dimensions();
    }
}
