// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import org.flowmatch.engine.geometry.UnitSphere;
import org.flowmatch.engine.geometry.UnitVector;
import org.flowmatch.engine.geometry.UnitVectors;
import org.flowmatch.engine.transport.CostRows;
import org.flowmatch.engine.transport.SquaredDistances;

/**
 * The costs of a batch: |b_j - a_i|^2, of unit vectors among the coordinates the squared length of the shortest way in place of that of the
 * chord.
 *
 * @param a source rows [n, d]
 * @param b target rows [n, d]
 */
public record BatchCost(float[] a, float[] b, int n, int d, UnitVectors vectors) {

    /** All of them [n, n]. */
    float[] matrix() {
        float[] cost = SquaredDistances.between(a, n, b, n, d);
        for (int i = 0; i < n && !vectors.isEmpty(); i++) {
            for (int j = 0; j < n; j++) {
                cost[i * n + j] += (float) bend(i, j);
            }
        }
        return cost;
    }

    /** Row by row. */
    CostRows rows() {
        CostRows chords = CostRows.distances(a, n, b, n, d);
        return vectors.isEmpty() ? chords : new Bent(chords);
    }

    /** What the ways along the spheres are longer than their chords, squared. */
    private double bend(int i, int j) {
        double sum = 0;
        for (UnitVector vector : vectors.all()) {
            double way = UnitSphere.distance(vector.of(a, i * d), vector.of(b, j * d));
            double chord = 2 * Math.sin(way / 2);
            sum += way * way - chord * chord;
        }
        return sum;
    }

    private final class Bent implements CostRows {
        private final CostRows chords;

        Bent(CostRows chords) {
            this.chords = chords;
        }

        @Override
        public int rows() {
            return n;
        }

        @Override
        public int columns() {
            return n;
        }

        @Override
        public void row(int i, double[] line) {
            chords.row(i, line);
            for (int j = 0; j < n; j++) {
                line[j] += bend(i, j);
            }
        }
    }
}
