// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.data.RowMatrix;

/**
 * Rows whose density is wanted, as points of encoded space: one for a row without tied values and unknown numbers, k for others (see {@link
 * TiePoints}), of which the first is that of the median ranks. With q the density of encoded rows,
 *
 * <pre>
 * log p(row) = logFactor + log mean over its points of exp(log q(z) - logSource)
 * </pre>
 *
 * A number that is not known is integrated out: its coordinates at the row's points are spread over their source, so that the mean is
 * the integral. What takes a better law of the number in their place multiplies q by the ratio of the two.
 *
 * @param points z [P, d], those of a row one after the other
 * @param open the numbers that are not known
 * @param first [n + 1], the number of the first point of each row; P behind the last
 * @param logSource [P], the sum over the columns whose values are tied or not known of the log-density of their source: log phi(z_j), of an
 *     angle -log(2 pi)
 * @param logFactor [n], for densities in units of the table, in nats
 * @param logFactorOfScores [n], for densities in units of the encoded columns
 */
public record DensityRows(
        RowMatrix points,
        OpenPlaces open,
        int[] first,
        double[] logSource,
        double[] logFactor,
        double[] logFactorOfScores) {
    public int rows() {
        return logFactor.length;
    }

    /** The number of the row to which each point belongs, [P]. */
    public int[] rowOfPoint() {
        int[] rows = new int[points.rows()];
        for (int row = 0; row < rows(); row++) {
            for (int point = first[row]; point < first[row + 1]; point++) {
                rows[point] = row;
            }
        }
        return rows;
    }
}
