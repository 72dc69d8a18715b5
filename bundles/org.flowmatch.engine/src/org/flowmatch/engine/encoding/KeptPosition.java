// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;

/**
 * Two columns are a position on the globe, in degrees: they are modelled as a unit vector, so that no meridian is an edge and a pole is
 * one point.
 *
 * @param latitude of -90 to 90
 * @param longitude of -180 to 360
 */
public record KeptPosition(String latitude, String longitude) implements KeptRule {
    /** @throws org.flowmatch.engine.FlowException when both are one column */
    public KeptPosition {
        KeptRule.requireColumns(List.of(latitude, longitude), "positions", 2, 2);
    }

    @Override
    public List<String> columns() {
        return List.of(latitude, longitude);
    }

    @Override
    public String text() {
        return "that " + Quoted.of(latitude) + " (-90 to 90 degrees) and " + Quoted.of(longitude)
                + " (-180 to 360 degrees) are a position";
    }

    @Override
    public List<ColumnInfo> infos(List<ColumnInfo> among) {
        return KeptRule.numbers(this, among);
    }

    @Override
    public boolean takesMissing() {
        return true;
    }
}
