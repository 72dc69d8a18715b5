// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

/**
 * A synthetic row that is close to a training row which itself has no close neighbours. Rows are numbered from 0 in the tables that
 * were given.
 *
 * @param row of the synthetic table
 * @param training the closest row of the training table
 * @param distance between them, by {@link org.flowmatch.engine.metric.GowerDistance}: the number of different labels plus the
 *     differences of numbers in ranges of their columns
 * @param isolation distance of that training row from the closest other training row
 */
public record RiskyRow(int row, int training, double distance, double isolation) {
    /** The distance beside the isolation: 0 for a copy of a row that stands alone, infinite where the training row has an equal one. */
    public double risk() {
        return isolation > 0 ? distance / isolation : Double.POSITIVE_INFINITY;
    }
}
