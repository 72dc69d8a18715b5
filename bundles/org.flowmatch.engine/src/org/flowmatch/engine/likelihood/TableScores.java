// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.List;
import org.flowmatch.engine.data.RowMatrix;

/**
 * The rows of a table scored by a flow.
 *
 * @param logDensity [n], log p in nats in units of the table: see {@code DensityEncoding}
 * @param ofScores [n], log p in units of the encoded columns
 * @param standardError [n], of both, by the randomness of the probes and, for a row with tied values, by the number of its
 *     points; 0 where neither is estimated
 * @param orderSpread [n], the standard deviation of both over the orders in which labels are asked for: a check of consistency,
 *     no error bar of the truth; 0 without labels
 * @param end the rows at the source [n, d], where the way back ended; of tied values that of their median ranks
 * @param nfe evaluations of the velocity and its divergence per row, mean over the rows that differ
 * @param warnings what the user should know, for instance that no GPU was found
 */
public record TableScores(
        double[] logDensity,
        double[] ofScores,
        double[] standardError,
        double[] orderSpread,
        RowMatrix end,
        double nfe,
        List<String> warnings) {

    public TableScores {
        warnings = List.copyOf(warnings);
    }
}
