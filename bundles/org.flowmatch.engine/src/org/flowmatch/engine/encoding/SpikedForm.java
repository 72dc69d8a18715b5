// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonObject;
import java.util.Arrays;
import org.flowmatch.engine.json.JsonFields;

/** Numbers with spikes or gaps are stored as their spikes and, as an encoding of its own, the other numbers. */
final class SpikedForm implements ColumnForm<SpikedColumn> {
    static final String ID = "spiked";

    private static final String REST = "rest";

    @Override
    public Class<SpikedColumn> type() {
        return SpikedColumn.class;
    }

    /** The values may hold NaN for missing cells; without the spikes, of which chosen numbers and those with a period have none, two different ones must be left. */
    @Override
    public SpikedColumn fit(ColumnValues column) {
        Modelling modelling = column.settings().modelling();
        boolean numbers = modelling.of(column.info().name()) == Modelling.Role.NUMBER
                || modelling.period(column.info().name()).isPresent();
        double[] spikes =
                numbers ? new double[0] : PartRule.of(column.values().clone()).spikes();
        double[] rest = Arrays.stream(column.values())
                .filter(value -> !Double.isNaN(value) && Arrays.binarySearch(spikes, value + 0.0) < 0)
                .toArray();
        boolean missing = Arrays.stream(column.values()).anyMatch(Double::isNaN);
        ColumnEncoding inner = ColumnForms.numbers(column).fit(column.with(rest));
        return new SpikedColumn(spikes, missing, (NumberEncoding) inner);
    }

    @Override
    public void write(SpikedColumn encoding, JsonObject json) {
        NumberArrays.write(json, "spikes", encoding.spikes());
        json.addProperty("missing", encoding.missing());
        JsonObject rest = new JsonObject();
        ColumnForms.write(encoding.rest(), rest);
        json.add(REST, rest);
    }

    @Override
    public SpikedColumn read(JsonObject json, EncodingSettings settings, String where) {
        String inside = where + "." + REST;
        JsonObject rest = JsonFields.object(JsonFields.field(json, REST, where), inside);
        if (!(ColumnForms.read(rest, settings, inside) instanceof NumberEncoding numbers)) {
            throw ColumnForms.damaged(inside, "is no encoding of numbers");
        }
        return new SpikedColumn(
                NumberArrays.doubles(json, "spikes", where),
                JsonFields.flag(JsonFields.field(json, "missing", where), where + ".missing"),
                numbers);
    }
}
