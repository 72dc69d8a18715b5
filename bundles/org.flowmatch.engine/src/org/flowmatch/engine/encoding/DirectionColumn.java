// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.geometry.Curve;

/**
 * One coordinate of a unit vector, as it is.
 *
 * @param curve where the vector lies
 */
record DirectionColumn(Curve curve) implements ScalarEncoding {
    static final String ID = "direction";

    /** It is not chosen for a column, but follows from its group. */
    static final ColumnForm<DirectionColumn> FORM = ColumnForm.of(DirectionColumn.class, column -> {
        throw new IllegalArgumentException(column.info().name() + " is in no group");
    });

    @Override
    public List<RowPart> parts(String name, int offset) {
        return List.of(RowPart.curved(name, offset, width(), curve));
    }

    @Override
    public float encode(double value, double tie) {
        return (float) value;
    }

    @Override
    public double decode(float code, Resolution resolution) {
        return code;
    }

    @Override
    public ColumnDensity density() {
        return ColumnDensity.of(value -> value, value -> 0);
    }
}
