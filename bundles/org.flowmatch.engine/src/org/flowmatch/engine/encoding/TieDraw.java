// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;

/** Gives a value that ties with others other coordinates of the same value. */
@FunctionalInterface
public interface TieDraw {
    /**
     * @param at the first coordinate of the value in {@code rows}, where the new ones are put
     * @param tie a number of (0, 1): the place among the ties
     */
    void redraw(float[] rows, int at, double tie);

    /** Those of encoded columns, each at its first coordinate of a row [dimensions]; null elsewhere. */
    static TieDraw[] all(List<FittedColumn> encoded, int dimensions) {
        TieDraw[] draws = new TieDraw[dimensions];
        int offset = 0;
        for (FittedColumn column : encoded) {
            boolean spiked = column.encoding() instanceof SpikedColumn;
            ColumnEncoding numbers = spiked ? ((SpikedColumn) column.encoding()).rest() : column.encoding();
            if (numbers instanceof NumberEncoding encoding) {
                draws[offset + (spiked ? 1 : 0)] = encoding.tieDraw().orElse(null);
            }
            offset += column.encoding().width();
        }
        return draws;
    }
}
