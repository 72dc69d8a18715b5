// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

/**
 * What happens to rows at each time of the grid before the steps behind it, as an equation wants it: labels are drawn, for
 * instance. Called for one chunk of rows after another, by several threads at once.
 */
@FunctionalInterface
public interface GridEvent {
    /**
     * @param step the number of the step that begins there, from 0
     * @param rows the rows of a chunk, whose states and given numbers may be changed
     */
    void at(int step, EventRows rows);
}
