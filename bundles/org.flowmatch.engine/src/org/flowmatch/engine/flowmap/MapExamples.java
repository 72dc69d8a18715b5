// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.training.Examples;
import org.flowmatch.engine.training.StepBlock;

/**
 * The examples of a velocity, of which a share have a step of some length from where they are, forward or backward. A row that teaches labels
 * takes no step; its network sees one all the same, on which labels are not to depend.
 */
final class MapExamples implements Examples {
    private final Examples velocity;
    private final MapSteps map;
    private final int labels;

    /**
     * @param velocity whose blocks hold times of the points on the path, as the steps choose them
     * @param labels of a row, behind whose numbers they stand in the data
     */
    MapExamples(Examples velocity, MapSteps map, int labels) {
        this.velocity = velocity;
        this.map = map;
        this.labels = labels;
    }

    @Override
    public StepBlock block(PairStream pairs, long step, int steps, int rows) {
        StepBlock block = velocity.block(pairs, step, steps, rows);
        int count = block.t().length;
        int inputs = block.xt().length / count;
        float[] target = block.data().get(Loss.TARGET);
        int d = target.length / count - labels;
        float[] mask =
                labels == 0 ? new float[0] : block.data().get(Deviance.MASK).clone();
        int width = 1 + StepFeatures.COUNT + (map.settings().density() ? d : 0);
        float[] x = new float[Math.multiplyExact(count, inputs + StepFeatures.COUNT)];
        float[] taken = new float[Math.multiplyExact(count, width)];
        float[] roots = block.roots().clone();
        for (int row = 0; row < count; row++) {
            System.arraycopy(block.xt(), row * inputs, x, row * (inputs + StepFeatures.COUNT), inputs);
            int seen = row * (inputs + StepFeatures.COUNT) + inputs;
            int at = row * width;
            double h = map.length(step + row / rows, row % rows, block.t()[row]);
            if (teachesLabels(mask, row * (d + labels), d)) {
                put(StepFeatures.of(h), x, seen);
                Arrays.fill(mask, row * (d + labels), row * (d + labels) + d, 0);
            } else if (map.far(row % rows)) {
                put(StepFeatures.of(h), x, seen);
                taken[at] = (float) h;
                put(map.settings().rule().given(h), taken, at + 1);
                if (roots.length > 0) {
                    roots[row] = 1;
                }
            }
            if (map.settings().density()) {
                float[] signs = map.signs(step + row / rows, row % rows, d);
                System.arraycopy(signs, 0, taken, at + 1 + StepFeatures.COUNT, d);
            }
        }
        Map<String, float[]> data = new HashMap<>(block.data());
        data.put(MapComparison.STEP, taken);
        if (labels > 0) {
            data.put(Deviance.MASK, mask);
        }
        if (map.settings().density()) {
            data.put(Loss.TARGET, beside(target, count, d));
        }
        return new StepBlock(block.firstStep(), block.steps(), block.rows(), block.terms(), x, block.t(), data, roots);
    }

    private boolean teachesLabels(float[] mask, int at, int d) {
        for (int k = 0; k < labels; k++) {
            if (mask[at + d + k] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void put(double[] numbers, float[] to, int at) {
        for (int i = 0; i < numbers.length; i++) {
            to[at + i] = (float) numbers[i];
        }
    }

    /** Targets [n, 2 d], of which the network itself gives the second half. */
    private static float[] beside(float[] target, int count, int d) {
        float[] both = new float[Math.multiplyExact(2, target.length)];
        for (int row = 0; row < count; row++) {
            System.arraycopy(target, row * d, both, 2 * row * d, d);
        }
        return both;
    }
}
