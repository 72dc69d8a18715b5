// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.json.JsonFields;

/** How every encoding with a coordinate is stored: those of the scalings, labels, numbers with a period, and numbers with spikes or gaps. */
final class ColumnForms {
    static final LevelForm LEVELS = new LevelForm();
    static final CircleForm CIRCLE = new CircleForm();
    static final SpikedForm SPIKED = new SpikedForm();

    private static final String TYPE = "type";
    private static final Map<String, ColumnForm<?>> ALL = all();

    private ColumnForms() {}

    private static Map<String, ColumnForm<?>> all() {
        Map<String, ColumnForm<?>> forms = new LinkedHashMap<>();
        for (Scaling scaling : Scaling.values()) {
            forms.put(scaling.id(), scaling.form());
        }
        forms.put(LevelForm.ID, LEVELS);
        forms.put(CircleForm.ID, CIRCLE);
        forms.put(DirectionColumn.ID, DirectionColumn.FORM);
        forms.put(SpikedForm.ID, SPIKED);
        return forms;
    }

    /** What numbers become that have no spikes and gaps, or stand beside them. */
    static ColumnForm<?> numbers(ColumnValues column) {
        boolean circle =
                column.settings().modelling().period(column.info().name()).isPresent();
        return circle ? CIRCLE : column.settings().scaling().form();
    }

    /** @param json takes the type and the fields of the encoding */
    static void write(ColumnEncoding encoding, JsonObject json) {
        for (Map.Entry<String, ColumnForm<?>> entry : ALL.entrySet()) {
            if (entry.getValue().type().isInstance(encoding)) {
                json.addProperty(TYPE, entry.getKey());
                entry.getValue().writeMember(encoding, json);
                return;
            }
        }
        throw new IllegalArgumentException(encoding + " has no form in which it could be stored");
    }

    /**
     * @param json with the type and the fields of the encoding among others
     * @param where how messages call the column
     * @throws FlowException naming the field that is missing or wrong
     */
    static ColumnEncoding read(JsonObject json, EncodingSettings settings, String where) {
        String type = JsonFields.text(JsonFields.field(json, TYPE, where), where + "." + TYPE);
        ColumnForm<?> form = ALL.get(type);
        if (form == null) {
            throw damaged(
                    where + "." + TYPE,
                    "must be one of " + String.join(", ", ALL.keySet()) + ", " + EncodingJson.CONSTANT);
        }
        return form.read(json, settings, where);
    }

    static FlowException damaged(String where, String what) {
        return new FlowException(
                "The field '" + where + "' " + what + ".", "Run the node that made it again, or update the product.");
    }
}
