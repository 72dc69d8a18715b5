// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

/**
 * How the length h of a step enters the network of a flow map: h, then sin(pi j h), then 1 - cos(pi j h) for j = 1 .. {@value
 * #FREQUENCIES}. All are 0 for a step of no length, so that the network of a velocity is the one of a map whose steps it does not see.
 */
public final class StepFeatures {
    /** Numbers per step. */
    public static final int COUNT = 1 + 2 * 2;

    private static final int FREQUENCIES = 2;

    private StepFeatures() {}

    /** The features [{@link #COUNT}] of a step of length h, -1 to 1. */
    public static double[] of(double h) {
        double[] features = new double[COUNT];
        features[0] = h;
        for (int j = 1; j <= FREQUENCIES; j++) {
            features[j] = Math.sin(Math.PI * j * h);
            features[FREQUENCIES + j] = 1 - Math.cos(Math.PI * j * h);
        }
        return features;
    }

    /** Their derivatives in h. */
    public static double[] slopes(double h) {
        double[] slopes = new double[COUNT];
        slopes[0] = 1;
        for (int j = 1; j <= FREQUENCIES; j++) {
            slopes[j] = Math.PI * j * Math.cos(Math.PI * j * h);
            slopes[FREQUENCIES + j] = Math.PI * j * Math.sin(Math.PI * j * h);
        }
        return slopes;
    }
}
