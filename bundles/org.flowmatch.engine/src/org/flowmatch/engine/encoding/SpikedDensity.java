// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;

/** The law of numbers with spikes or gaps: masses of these, the density of other numbers times the mass of "another value". */
final class SpikedDensity implements CellDensity {
    private final SpikedColumn column;
    private final ColumnDensity rest;

    SpikedDensity(SpikedColumn column) {
        this.column = column;
        rest = column.rest().density();
    }

    @Override
    public CellPlace place(double value) {
        if (Double.isNaN(value) && !column.missing()) {
            return CellPlace.open(rest.anywhere());
        }
        int first = column.missing() ? 1 : 0;
        int spike = Double.isNaN(value) ? -first : Arrays.binarySearch(column.spikes(), value);
        if (Double.isNaN(value) || spike >= 0) {
            return CellPlace.ofLevel(first + spike, 0);
        }
        return CellPlace.of(column.levels() - 1, rest.place(value));
    }

    @Override
    public boolean takesMissing() {
        return column.missing();
    }

    @Override
    public double unit() {
        return rest.unit();
    }
}
