// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;

/**
 * What is appended to a table: log density, bits per dimension and standard error, for rows with labels the spread of orders,
 * and when asked for the coordinates of the encoded row, the share of each column and the largest of them.
 *
 * @param columns of the model
 * @param labels whether rows have labels
 * @param endPoint whether coordinates are appended
 * @param shares whether shares are appended
 */
record ScoreColumns(List<ColumnInfo> columns, boolean labels, boolean endPoint, boolean shares) {
    static ScoreColumns of(FlowModelPortObjectSpec model, FlowLikelihoodNodeParameters parameters) {
        return new ScoreColumns(
                model.columns(), model.dynamics().followed().isEmpty(), parameters.m_endPoint, parameters.m_shares);
    }

    List<String> names() {
        List<String> names = new ArrayList<>(List.of("log density", "bits per dimension", "standard error"));
        if (labels) {
            names.add("spread of orders");
        }
        if (endPoint) {
            columns.forEach(column -> names.add(label(column) + " (x0)"));
        }
        if (shares) {
            columns.forEach(column -> names.add(label(column) + " (share)"));
            names.add("largest share");
        }
        return names;
    }

    /** The name of a part of a date ends with a blank, which no name of a KNIME table does. */
    private static String label(ColumnInfo column) {
        return column.name().stripTrailing();
    }

    /** Where the coordinates begin among the appended columns. */
    int firstCoordinate() {
        return labels ? 4 : 3;
    }

    /** Where the shares begin among the appended columns. */
    int firstShare() {
        return firstCoordinate() + (endPoint ? columns.size() : 0);
    }

    /** The place of the largest share among the appended columns. */
    int largestShare() {
        return firstShare() + columns.size();
    }
}
