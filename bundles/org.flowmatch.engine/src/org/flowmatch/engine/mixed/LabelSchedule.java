// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

/**
 * The share kappa(t) of labels that have come from the target by a time t of (0, 1): of each label by itself the chance that it has
 * (mixture paths: Gat, Remez, Shaul, Kreuk, Chen, Synnaeve, Adi and Lipman 2024). Names are stored and never change.
 */
public enum LabelSchedule {
    /** kappa(t) = t. */
    LINEAR {
        @Override
        public double share(double t) {
            return t;
        }

        @Override
        public double slope(double t) {
            return 1;
        }

        @Override
        public double time(double share) {
            return share;
        }
    },

    /** kappa(t) = t^2: few labels at first, when little is known of the others. */
    QUADRATIC {
        @Override
        public double share(double t) {
            return t * t;
        }

        @Override
        public double slope(double t) {
            return 2 * t;
        }

        @Override
        public double time(double share) {
            return Math.sqrt(share);
        }
    };

    /** kappa(t). */
    public abstract double share(double t);

    /** kappa'(t). */
    public abstract double slope(double t);

    /** The time by which so large a share has come. */
    public abstract double time(double share);

    /** kappa'(t) / (1 - kappa(t)), the rate at which a label comes that has not come by t, below 1. */
    public double rate(double t) {
        return slope(t) / (1 - share(t));
    }

    /**
     * The chance that a label comes between two times that has not come before, at a multiple of that rate: 1 - ((1 - kappa(to)) / (1 -
     * kappa(from)))^multiple.
     */
    public double chance(double from, double to, double multiple) {
        return 1 - Math.pow(Math.max(0, 1 - share(to)) / (1 - share(from)), multiple);
    }
}
