// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.geometry.Curve;

/**
 * One coordinate of a unit vector, as it is.
 *
 * @param curve where the vector lies
 * @param governed whether it is there only in rows in which the label of the first coordinate says so
 */
record DirectionColumn(Curve curve, boolean governed) implements ScalarEncoding {
    static final String ID = "direction";

    /** It is not chosen for a column, but follows from its group. */
    static final ColumnForm<DirectionColumn> FORM = ColumnForm.of(DirectionColumn.class, column -> {
        throw new IllegalArgumentException(column.info().name() + " is in no group");
    });

    @Override
    public List<RowPart> parts(String name, int offset) {
        RowPart part = RowPart.curved(name, offset, width(), curve);
        return List.of(governed ? part.withGovernor() : part);
    }

    @Override
    public boolean mayMiss() {
        return governed;
    }

    @Override
    public float encode(double value, double tie) {
        return Double.isNaN(value) ? 0 : (float) value;
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
