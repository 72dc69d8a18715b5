// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.List;

/**
 * Tables in two principal components of the training table: shares of rows in bins of the plane. Rows beyond it belong to the
 * outermost bins.
 *
 * @param edgesX ends of the bins along the first component
 * @param edgesY along the second
 * @param shares of each table, the training table first: [bins along x][bins along y]
 * @param explained shares of the training table's variance along both components
 */
public record Projection(
        List<Double> edgesX, List<Double> edgesY, List<List<List<Double>>> shares, List<Double> explained) {}
