// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Rows scored by a flow.
 *
 * @param logDensity [n], log p of the encoded rows in nats
 * @param standardError [n], of the log-density by the randomness of the probes; 0 where the divergence is exact. Errors of
 *     the solver and of the training are not in it
 * @param orderSpread [n], the standard deviation of the log-density over the orders in which labels are asked for; 0 without
 *     labels
 * @param end the rows at the source [n, d], where the way back ended: standard normal times the path's source scale for
 *     rows of the target
 * @param nfe evaluations of the velocity and its divergence per row, mean over the rows
 * @param exact whether the divergence is exact
 * @param warnings what the user should know, for instance that no GPU was found
 */
public record LogDensities(
        double[] logDensity,
        double[] standardError,
        double[] orderSpread,
        RowMatrix end,
        double nfe,
        boolean exact,
        List<String> warnings) {

    public LogDensities {
        warnings = List.copyOf(warnings);
    }

    /** Of rows without labels. */
    public LogDensities(
            double[] logDensity,
            double[] standardError,
            RowMatrix end,
            double nfe,
            boolean exact,
            List<String> warnings) {
        this(logDensity, standardError, new double[logDensity.length], end, nfe, exact, warnings);
    }

    /**
     * These with a part more.
     *
     * @param log [n], what is added to the log-densities
     * @param evaluations of the network that it took, mean over the rows
     */
    public LogDensities plus(double[] log, double evaluations) {
        double[] sum = logDensity.clone();
        Arrays.setAll(sum, row -> sum[row] + log[row]);
        return new LogDensities(sum, standardError, orderSpread, end, nfe + evaluations, exact, warnings);
    }

    /**
     * -log p / (d ln 2): what a row costs per dimension when coded by this density, on cells of size 1 in the units of the
     * density; negative for densities above 1.
     *
     * @param logDensity in nats, of encoded or of original units: the bits are in the same
     * @param columns d, at least 1
     */
    public static double bitsPerDimension(double logDensity, int columns) {
        return -logDensity / (columns * Math.log(2));
    }
}
