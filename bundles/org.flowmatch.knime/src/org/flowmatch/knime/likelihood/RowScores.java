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
     * The {@link ScoreColumns} of the scored rows.
     *
     * @param rows the number of rows of the table
     * @param chosen the rows of the table that were scored, ascending
     * @param logDensity of the scored rows, in nats, in the units that are wanted
     * @param shares of the columns with coordinates; empty where none are asked for
     */
    static RowScores of(
            int rows,
            int[] chosen,
            TableScores scores,
            double[] logDensity,
            double[][] shares,
            FlowModel model,
            ScoreColumns columns) {
        int[] scored = new int[rows];
        Arrays.fill(scored, -1);
        for (int i = 0; i < chosen.length; i++) {
            scored[chosen[i]] = i;
        }
        SourceCoordinates coordinates = new SourceCoordinates(model);
        int dimensions = model.encoding().encodedColumns().size();
        int[] shareOf = model.encoding().standIns();
        return (row, column) -> {
            int i = scored[row];
            if (i < 0) {
                return Double.NaN;
            }
            if (column == columns.largestShare()) {
                return Arrays.stream(shares)
                        .mapToDouble(ofColumn -> ofColumn[i])
                        .filter(share -> !Double.isNaN(share))
                        .max()
                        .orElse(Double.NaN);
            }
            if (column >= columns.firstShare()) {
                int share = shareOf[column - columns.firstShare()];
                return share < 0 ? Double.NaN : shares[share][i];
            }
            if (column >= columns.firstCoordinate()) {
                return coordinates.get(scores.end(), i, column - columns.firstCoordinate());
            }
            return switch (column) {
                case 0 -> logDensity[i];
                case 1 -> LogDensities.bitsPerDimension(logDensity[i], dimensions);
                case 2 -> scores.standardError()[i];
                default -> scores.orderSpread()[i];
            };
        };
    }
}
