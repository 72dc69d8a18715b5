// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** How the law of a column's coordinates becomes that of its cells: masses of labels, densities of numbers. */
interface CellDensity {

    /** @param value of the column, of a text its place; NaN for a missing cell */
    CellPlace place(double value);

    /** Whether a missing cell is a value, or that of a label, so that every flow gives a row without this cell a density. */
    boolean takesMissing();

    /** The length, in units of the column, that densities of its numbers are per; 1 for a label. */
    double unit();

    static CellDensity of(FittedColumn column) {
        if (column.encoding() instanceof LevelColumn levels) {
            return new LevelDensity(levels, column.info().kind().numeric());
        }
        if (column.encoding() instanceof SpikedColumn spiked) {
            return new SpikedDensity(spiked);
        }
        ColumnDensity numbers = column.encoding().density();
        return new CellDensity() {
            @Override
            public CellPlace place(double value) {
                if (!Double.isNaN(value)) {
                    return CellPlace.of(numbers.place(value));
                }
                return column.encoding().mayMiss() ? CellPlace.untold(0) : CellPlace.open(numbers.anywhere());
            }

            @Override
            public boolean takesMissing() {
                return false;
            }

            @Override
            public double unit() {
                return numbers.unit();
            }
        };
    }
}
