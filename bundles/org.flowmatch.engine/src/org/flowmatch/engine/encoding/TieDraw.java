// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** Gives a value that ties with others other coordinates of the same value. */
@FunctionalInterface
public interface TieDraw {
    /**
     * @param at the first coordinate of the value in {@code rows}, where the new ones are put
     * @param tie a number of (0, 1): the place among the ties
     */
    void redraw(float[] rows, int at, double tie);
}
