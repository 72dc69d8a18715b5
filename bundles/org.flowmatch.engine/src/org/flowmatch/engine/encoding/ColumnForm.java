// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonObject;
import java.util.function.Function;

/** How the encodings of one {@link Scaling} are fitted and stored. */
interface ColumnForm<E extends ColumnEncoding> {

    Class<E> type();

    /** @throws org.flowmatch.engine.FlowException when the values have no such encoding */
    E fit(ColumnValues column);

    /** @param json of the column, takes the fields of the encoding */
    void write(E encoding, JsonObject json);

    /**
     * @param json of the column, with the fields of the encoding among others
     * @param where how messages call the column
     * @throws org.flowmatch.engine.FlowException naming the field that is missing or wrong
     */
    E read(JsonObject json, EncodingSettings settings, String where);

    /** The form of a record, which is stored by its components. */
    static <E extends Record & ColumnEncoding> ColumnForm<E> of(Class<E> type, Function<ColumnValues, E> fit) {
        return new RecordForm<>(type, fit);
    }

    default void writeMember(ColumnEncoding encoding, JsonObject json) {
        write(type().cast(encoding), json);
    }
}
