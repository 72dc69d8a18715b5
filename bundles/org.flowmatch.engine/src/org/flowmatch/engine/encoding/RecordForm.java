// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.function.Function;
import org.flowmatch.engine.json.JsonRecords;

/** The form of an encoding that is a record: its components are fields beside those that every column has. */
record RecordForm<E extends Record & ColumnEncoding>(Class<E> type, Function<ColumnValues, E> fitting)
        implements ColumnForm<E> {
    private static final JsonRecords JSON = new JsonRecords();

    RecordForm {
        for (RecordComponent component : type.getRecordComponents()) {
            if (EncodingJson.COLUMN_FIELDS.contains(component.getName())) {
                throw new IllegalArgumentException("every column has a field " + component.getName() + " already");
            }
        }
    }

    @Override
    public E fit(ColumnValues column) {
        return fitting.apply(column);
    }

    @Override
    public void write(E encoding, JsonObject json) {
        JSON.write(encoding).entrySet().forEach(field -> json.add(field.getKey(), field.getValue()));
    }

    @Override
    public E read(JsonObject json, EncodingSettings settings, String where) {
        JsonObject fields = new JsonObject();
        for (RecordComponent component : type.getRecordComponents()) {
            if (json.has(component.getName())) {
                fields.add(component.getName(), json.get(component.getName()));
            }
        }
        return JSON.read(fields, type, where);
    }
}
