// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import java.util.BitSet;
import org.flowmatch.engine.geometry.Curve;
import org.flowmatch.engine.geometry.Geodesic;
import org.flowmatch.engine.geometry.UnitSphere;
import org.flowmatch.engine.geometry.UnitVector;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * The points of pairs of unit vectors on their way along geodesics, and their velocities. A share that the labels of a row say
 * to be zero is no part of its vector, at the source neither; as long as its label is hidden, the way leads to where it is zero. Ways
 * of shares are reflected where one of them becomes zero.
 */
final class CurvedExamples {
    private static final double NEARLY_ANTIPODES = 3.14;

    /** Nearer to a face, a share's velocity is not told from 0. */
    private static final double LEAST = 1e-3;

    private final MixedLayout layout;
    private final KeyedRandom turns;
    private final BitSet shares = new BitSet();

    /** @param turns directions for pairs of antipodes */
    CurvedExamples(MixedLayout layout, KeyedRandom turns) {
        this.layout = layout;
        this.turns = turns;
        layout.vectors().all().stream()
                .filter(vector -> vector.curve() == Curve.ORTHANT)
                .forEach(vector -> Arrays.stream(vector.coordinates()).forEach(shares::set));
    }

    /**
     * What the error of number i counts at a point: of the root of a share the network gives out its velocity divided by it, so
     * that there is none across a face.
     */
    float weight(int i, float point) {
        return shares.get(i) ? Math.max((float) LEAST, point) : 1;
    }

    /**
     * Puts points and what the network is to give out in the place of those of straight lines.
     *
     * @param z0 numbers of the source rows [steps rows, d]
     * @param z1 numbers of the target rows; noise where a row has no value
     * @param absent whether a row has no value of a number [steps rows, d]
     * @param known the labels of a row that are known [steps rows, labels]
     * @param t times [steps rows]
     */
    void interpolate(
            long step,
            int steps,
            int rows,
            float[] z0,
            float[] z1,
            boolean[] absent,
            boolean[] known,
            float[] t,
            float[] zt,
            float[] ut) {
        for (int row = 0; row < steps * rows && !layout.vectors().isEmpty(); row++) {
            int at = row * layout.numbers();
            for (UnitVector vector : layout.vectors().all()) {
                double[] from = vector.of(z0, at);
                double[] to = vector.of(z1, at);
                if (vector.curve() == Curve.ORTHANT) {
                    leaveOut(vector, row, absent, known, from, to);
                }
                UnitSphere.normalise(from);
                UnitSphere.normalise(to);
                float[] turn = new float[from.length];
                if (UnitSphere.distance(from, to) > NEARLY_ANTIPODES) {
                    turns.gaussians(row % rows, step + row / rows, turn, 0, turn.length);
                }
                Geodesic way = Geodesic.between(from, to, doubles(turn));
                double[] point = way.at(t[row]);
                double[] velocity = way.velocity(t[row]);
                for (int k = 0; k < point.length && vector.curve() == Curve.ORTHANT; k++) {
                    velocity[k] *= Math.signum(point[k]);
                    point[k] = Math.abs(point[k]);
                    velocity[k] /= Math.max(LEAST, point[k]);
                }
                vector.set(zt, at, point);
                vector.set(ut, at, velocity);
            }
        }
    }

    private void leaveOut(UnitVector vector, int row, boolean[] absent, boolean[] known, double[] from, double[] to) {
        for (int k = 0; k < to.length; k++) {
            int i = vector.coordinates()[k];
            if (absent[row * layout.numbers() + i]) {
                to[k] = 0;
                from[k] = known[row * layout.labels() + layout.governor(i)] ? 0 : from[k];
            }
        }
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }
}
