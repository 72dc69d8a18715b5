// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import java.util.Arrays;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.knime.sampler.SourceCoordinates;

/** The numbers that are appended to a table: by row and appended column, NaN where there is none. */
@FunctionalInterface
interface RowScores {

    double get(int row, int column);

    /**
     * Log density, bits per dimension and standard error of the scored rows, then the coordinates of their source points.
     *
     * @param rows the number of rows of the table
     * @param chosen the rows of the table that were scored, ascending
     * @param logDensity of the scored rows, in nats, in the units that are wanted
     */
    static RowScores of(int rows, int[] chosen, TableScores scores, double[] logDensity, FlowModel model) {
        int[] scored = new int[rows];
        Arrays.fill(scored, -1);
        for (int i = 0; i < chosen.length; i++) {
            scored[chosen[i]] = i;
        }
        SourceCoordinates coordinates = new SourceCoordinates(model);
        return (row, column) -> {
            int i = scored[row];
            if (i < 0) {
                return Double.NaN;
            }
            return switch (column) {
                case 0 -> logDensity[i];
                case 1 -> LogDensities.bitsPerDimension(logDensity[i], model.columns());
                case 2 -> scores.standardError()[i];
                default -> coordinates.get(scores.end(), i, column - 3);
            };
        };
    }
}
