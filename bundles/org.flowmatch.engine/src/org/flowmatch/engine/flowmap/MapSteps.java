// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.training.RowTimes;

/**
 * Which rows of a training step take a step of the map, from which time, and how far: functions of row and step numbers. They are spread
 * evenly over the rows, whose times are even, too. Of rows that validate none does: what a network says of its own steps agrees best before it
 * has learnt anything, so that the weights of a model are chosen by its velocity alone. Every second one starts at an end of the path, where rows are made and encoded in
 * one step.
 */
final class MapSteps implements RowTimes {
    /**
     * Share of the steps that start at an end. On two moons it brings the distance of one step from .125 to .088, that of eight from
     * .071 to .073.
     */
    private static final double FROM_AN_END = 0.5;

    /** Steps backward cost those forward next to nothing. */
    private static final double BACKWARD = 0.25;

    private final MapSettings settings;
    private final Interval times;
    private final boolean training;
    private final KeyedRandom random;

    MapSteps(MapSettings settings, Interval times, PairUse use, long seed) {
        this.settings = settings;
        this.times = times;
        training = use == PairUse.TRAINING;
        random = new KeyedRandom(seed, Purpose.STEP_LENGTH);
    }

    MapSettings settings() {
        return settings;
    }

    /** Whether a row takes a step. */
    boolean far(int row) {
        return training && Math.floor((row + 1) * settings.share()) > Math.floor(row * settings.share());
    }

    /** What is drawn for a row: whether it goes backward, whether it starts at an end, and the share of the way that it goes. */
    private float[] drawn(long step, int row) {
        float[] u = new float[3];
        random.uniforms(row, step, u, 0, u.length);
        return u;
    }

    @Override
    public void choose(long step, int rows, float[] t, int offset) {
        for (int row = 0; row < rows; row++) {
            float[] u = drawn(step, row);
            if (far(row) && u[1] < FROM_AN_END) {
                t[offset + row] = (float) (u[0] < BACKWARD ? times.to() : times.from());
            }
        }
    }

    /** The length of the step of a row that stands at a time, below 0 backward, and never 0. */
    double length(long step, int row, double t) {
        float[] u = drawn(step, row);
        double h = u[2] * ((u[0] < BACKWARD ? times.from() : times.to()) - t);
        return h == 0 ? Float.MIN_NORMAL : h;
    }

    /** Signs for a divergence, one for each of d numbers; 0 where it is not to count. */
    float[] signs(long step, int row, int d) {
        float[] u = new float[3 + d];
        random.uniforms(row, step, u, 0, u.length);
        float[] signs = new float[d];
        if (!training) {
            return signs;
        }
        for (int i = 0; i < d; i++) {
            signs[i] = u[3 + i] < 0.5 ? -1 : 1;
        }
        return signs;
    }
}
