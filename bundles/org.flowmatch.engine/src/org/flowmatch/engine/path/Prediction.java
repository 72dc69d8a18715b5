// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import java.util.Locale;

/**
 * What a network predicts at (x, t), by regression on a quantity of the pair (x0, x1). The names are stored in model files
 * and never change. Each is a combination p1 E[x1 | x_t = x] + p0 E[x0 | x_t = x].
 */
public enum Prediction {
    /** The marginal velocity v(x, t) = E[u_t | x_t = x]. */
    VELOCITY {
        @Override
        void target(Schedule schedule, double t, float[] x0, float[] x1, float[] target, int from, int to) {
            // the velocity is what the path's interpolation wrote
        }
    },

    /**
     * The target row E[x1 | x_t = x]. The velocity from it grows as 1 / s towards the end, so that solvers that evaluate it
     * there need many steps; curve-aware Euler and adaptive solvers do not.
     */
    TARGET {
        @Override
        void target(Schedule schedule, double t, float[] x0, float[] x1, float[] target, int from, int to) {
            System.arraycopy(x1, from, target, from, to - from);
        }
    },

    /** The source row E[x0 | x_t = x]: with a Gaussian source, the unit noise. */
    NOISE {
        @Override
        void target(Schedule schedule, double t, float[] x0, float[] x1, float[] target, int from, int to) {
            System.arraycopy(x0, from, target, from, to - from);
        }
    },

    /** The score grad ln p_t(x) = -E[x0 | x_t = x] / s(t); only where x0 is Gaussian and independent of x1. */
    SCORE {
        @Override
        void target(Schedule schedule, double t, float[] x0, float[] x1, float[] target, int from, int to) {
            double s = schedule.s(t);
            for (int i = from; i < to; i++) {
                target[i] = (float) (-x0[i] / s);
            }
        }
    },

    /**
     * What a preconditioned network gives out, (s x1 - a x0) / sqrt(a^2 + s^2), from which the target row follows at every time; its
     * point and time are preconditioned, too: {@link Preconditioning}.
     */
    PRECONDITIONED_TARGET {
        @Override
        void target(Schedule schedule, double t, float[] x0, float[] x1, float[] target, int from, int to) {
            Preconditioning around = Preconditioning.at(schedule, t);
            for (int i = from; i < to; i++) {
                target[i] = (float) (around.targetWeight() * x1[i] + around.sourceWeight() * x0[i]);
            }
        }
    };

    /** In words, such as "noise". */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    abstract void target(Schedule schedule, double t, float[] x0, float[] x1, float[] target, int from, int to);

    /**
     * Turns the regression targets of the velocity into those of this prediction, each row at its own time.
     *
     * @param rows n
     * @param columns d
     * @param x0 source rows [n, d], row-major
     * @param x1 target rows [n, d]
     * @param t times [n]; s(t) is above 0 for the score
     * @param target holds the conditional velocities [n, d] and receives what the network shall predict
     */
    public void target(ConditionalPath path, int rows, int columns, float[] x0, float[] x1, float[] t, float[] target) {
        Schedule schedule = path.schedule();
        for (int row = 0; row < rows; row++) {
            target(schedule, t[row], x0, x1, target, row * columns, (row + 1) * columns);
        }
    }
}
