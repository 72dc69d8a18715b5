// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import com.google.gson.JsonObject;
import java.util.Set;

/**
 * Components of a type whose fields stand among those of the record that holds it, instead of in an object of their own:
 * how a record is divided anew while its files stay as they are.
 */
public interface JsonSpread<T> {
    Class<T> type();

    /** The names of all fields that a value may have. */
    Set<String> names();

    JsonObject write(T value);

    /**
     * @param fields those of the names that are there
     * @param where how messages call the record that holds them
     * @throws org.flowmatch.engine.FlowException naming the field that is missing or wrong
     */
    T read(JsonObject fields, String where);
}
