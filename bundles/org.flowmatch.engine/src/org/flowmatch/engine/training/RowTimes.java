// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/** Times of the rows of a step, where they are to be others than those that the time law gives. */
@FunctionalInterface
public interface RowTimes {
    /** Those of the law. */
    RowTimes DRAWN = (step, rows, t, offset) -> {};

    /** May change the times t[offset .. offset + rows) that were drawn for a step; a function of the step, of row numbers and times alone. */
    void choose(long step, int rows, float[] t, int offset);
}
