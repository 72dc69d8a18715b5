// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.json.JsonFields;

/** Columns with a period are stored with it and, where they have ranks, with these as an encoding of its own. */
final class CircleForm implements ColumnForm<CircleColumn> {
    static final String ID = "circle";

    private static final QuantileForm QUANTILES = new QuantileForm();
    private static final String START = "start";
    private static final String PERIOD = "period";
    private static final String RANKS = "ranks";

    @Override
    public Class<CircleColumn> type() {
        return CircleColumn.class;
    }

    @Override
    public CircleColumn fit(ColumnValues column) {
        double period =
                column.settings().modelling().period(column.info().name()).orElseThrow();
        double start = start(column.smallest(), column.largest(), period);
        CircleColumn angles = new CircleColumn(start, period, Optional.empty());
        double[] inside = Arrays.stream(column.values()).map(angles::within).toArray();
        if (column.largest() - column.smallest() > period) {
            column.notes()
                    .add("The values of the column " + Quoted.of(column.info().name()) + " range from "
                            + column.smallest() + " to " + column.largest() + ", over more than its period of " + period
                            + ": they come back between " + start + " and " + (start + period) + ".");
        }
        double first = inside[0];
        boolean one = Arrays.stream(inside).allMatch(value -> value == first);
        return column.settings().scaling() == Scaling.QUANTILE && !one
                ? new CircleColumn(start, period, Optional.of(QUANTILES.fit(column.with(inside))))
                : angles;
    }

    /** The usual start, 0 or half a period before it, that has all values within a period; else the least value. */
    private static double start(double smallest, double largest, double period) {
        for (double start : new double[] {0, -period / 2}) {
            if (smallest >= start && largest < start + period) {
                return start;
            }
        }
        boolean closed = smallest == 0 && largest == period || smallest == -period / 2 && largest == period / 2;
        return closed || largest - smallest < period ? smallest : 0;
    }

    @Override
    public void write(CircleColumn encoding, JsonObject json) {
        json.addProperty(START, encoding.start());
        json.addProperty(PERIOD, encoding.period());
        encoding.ranks().ifPresent(ranks -> {
            JsonObject scores = new JsonObject();
            ColumnForms.write(ranks, scores);
            json.add(RANKS, scores);
        });
    }

    @Override
    public CircleColumn read(JsonObject json, EncodingSettings settings, String where) {
        Optional<QuantileColumn> ranks = Optional.empty();
        if (json.has(RANKS)) {
            String inside = where + "." + RANKS;
            JsonObject scores = JsonFields.object(json.get(RANKS), inside);
            if (!(ColumnForms.read(scores, settings, inside) instanceof QuantileColumn column)) {
                throw ColumnForms.damaged(inside, "holds no ranks");
            }
            ranks = Optional.of(column);
        }
        return new CircleColumn(
                JsonFields.number(JsonFields.field(json, START, where), where + "." + START),
                JsonFields.number(JsonFields.field(json, PERIOD, where), where + "." + PERIOD),
                ranks);
    }
}
