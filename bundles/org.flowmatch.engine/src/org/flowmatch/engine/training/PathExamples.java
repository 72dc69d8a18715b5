// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.Arrays;
import java.util.Map;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.PathTimes;
import org.flowmatch.engine.objective.RowWeights;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * What a network regresses on along a path: points x_t with the features of their conditions, times, what is to be predicted
 * there, and the weights of the rows.
 */
final class PathExamples implements Examples {
    private static final float[] NONE = {};

    private final ConditionalPath path;
    private final Objective objective;
    private final PathTimes times;
    private final RowTimes chosen;
    private final RowWeights weights;
    private final KeyedRandom noise;
    private final KeyedRandom drop;

    PathExamples(ConditionalPath path, Objective objective, RowTimes chosen, PairUse use, long seed) {
        this.chosen = chosen;
        this.path = path;
        this.objective = objective;
        boolean training = use == PairUse.TRAINING;
        KeyedRandom ofTimes = new KeyedRandom(seed, training ? Purpose.TIME : Purpose.VALIDATION);
        times = PathTimes.of(path, objective, ofTimes);
        weights = RowWeights.of(path, objective);
        int stream = training ? 0 : 1;
        noise = new KeyedRandom(seed, Purpose.PATH_NOISE, stream);
        drop = new KeyedRandom(seed, Purpose.CONDITION_DROP, stream);
    }

    @Override
    public StepBlock block(PairStream pairs, long step, int steps, int rows) {
        int count = Math.multiplyExact(steps, rows);
        int columns = pairs.columns();
        int size = Math.multiplyExact(count, columns);
        float[] x0 = new float[size];
        float[] x1 = new float[size];
        float[] c = new float[Math.multiplyExact(count, pairs.conditions())];
        pairs.next(count, x0, x1, c);
        float[] t = new float[count];
        for (int k = 0; k < steps; k++) {
            times.draw(step + k, rows, t, k * rows);
            chosen.choose(step + k, rows, t, k * rows);
        }
        float[] xt = new float[size];
        float[] ut = new float[size];
        float[] unit = pathNoise(step, steps, rows, columns);
        path.interpolate(count, columns, x0, x1, unit, t, xt, ut);
        float[] roots = roots(t);
        AffineVelocity velocity = objective.velocity(path);
        float[] targets = velocity.targets(count, columns, x0, x1, unit, t, ut);
        velocity.toInputs(columns, xt, t);
        dropConditions(step, rows, count, c);
        return new StepBlock(
                step,
                steps,
                rows,
                columns,
                c.length == 0 ? xt : beside(xt, c, count),
                t,
                Map.of(Loss.TARGET, targets),
                roots);
    }

    private float[] pathNoise(long step, int steps, int rows, int columns) {
        if (!path.noisy()) {
            return NONE;
        }
        float[] unit = new float[steps * rows * columns];
        for (int k = 0; k < steps; k++) {
            noise.gaussians(0, rows, step + k, unit, k * rows * columns, columns);
        }
        return unit;
    }

    private void dropConditions(long step, int rows, int count, float[] c) {
        if (c.length == 0 || objective.conditionDrop() == 0) {
            return;
        }
        int features = c.length / count;
        for (int i = 0; i < count; i++) {
            if (drop.uniform(i % rows, step + i / rows) < objective.conditionDrop()) {
                Arrays.fill(c, i * features, (i + 1) * features, 0);
            }
        }
    }

    private float[] roots(float[] t) {
        if (weights.trivial()) {
            return NONE;
        }
        float[] roots = new float[t.length];
        for (int i = 0; i < t.length; i++) {
            roots[i] = (float) weights.root(t[i]);
        }
        return roots;
    }

    /** The columns of two matrices with this many rows in one. */
    private static float[] beside(float[] left, float[] right, int rows) {
        int l = left.length / rows;
        int r = right.length / rows;
        float[] both = new float[Math.addExact(left.length, right.length)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(left, row * l, both, row * (l + r), l);
            System.arraycopy(right, row * r, both, row * (l + r) + l, r);
        }
        return both;
    }
}
