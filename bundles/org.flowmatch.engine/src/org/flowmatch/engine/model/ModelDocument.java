// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import com.google.gson.JsonObject;
import java.util.List;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.DynamicsKinds;
import org.flowmatch.engine.dynamics.StoredDynamics;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.network.NetworkSpec;

/**
 * The text {@code model.json} of a model file, field by field.
 *
 * @param format always {@link #FORMAT}
 * @param version the number of the {@link ModelFormat}; a file of a later one is refused before anything else is read
 * @param writtenBy product version
 * @param timeConvention always {@link #TIME}, so that another reader cannot mistake the direction
 * @param dynamics field by field, as {@link StoredDynamics} writes it
 * @param weightsSha256 of the numbers of {@code weights.safetensors}
 * @param encoding as {@link TableEncoding} writes it
 * @param conditions came with version 2
 */
record ModelDocument(
        String format,
        int version,
        String writtenBy,
        String timeConvention,
        NetworkSpec network,
        Dynamics dynamics,
        SourceLaw source,
        String weightsSha256,
        JsonObject encoding,
        Provenance provenance,
        @JsonDefault(ConditionEncoding.NONE_AS_JSON) ConditionEncoding conditions) {

    static final String FORMAT = "flow-matching-model";
    static final String TIME = "t = 0 source, t = 1 target";
    static final JsonRecords JSON = new JsonRecords(List.of(), List.of(StoredDynamics.FIELDS));

    /** The first version that knows them, and what they are set to; models without conditions are written as those with some. */
    static ModelFormat version(NetworkSpec network, Dynamics dynamics, TableEncoding encoding) {
        return ModelFormat.latest(
                ModelFormat.VERSION_2,
                network.since(),
                DynamicsKinds.of(dynamics).since(),
                dynamics.since(),
                encoding.since());
    }
}
