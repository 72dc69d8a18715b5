// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.geometry;

import java.util.Arrays;

/**
 * Coordinates of a row that are a unit vector.
 *
 * @param coordinates their places in a row, at least one, ascending
 * @param curve where it lies; not {@link Curve#FLAT}
 */
public record UnitVector(int[] coordinates, Curve curve) {
    public UnitVector {
        if (coordinates.length == 0 || curve == Curve.FLAT) {
            throw new IllegalArgumentException("coordinates " + Arrays.toString(coordinates) + " on " + curve);
        }
    }

    /** Whether it is a direction of space, as a position on the globe is. */
    public boolean isPosition() {
        return curve == Curve.SPHERE && coordinates.length > 2;
    }

    /** Makes a unit vector of its coordinates in a row that begins at {@code from}; nothing of zeros. */
    public void normalise(float[] rows, int from) {
        double[] x = of(rows, from);
        UnitSphere.normalise(x);
        set(rows, from, x);
    }

    /** Makes of one that stands for a vector of the orthant, in a row that begins at {@code from}, that vector. */
    public void fold(float[] rows, int from) {
        for (int i = 0; i < coordinates.length && curve == Curve.ORTHANT; i++) {
            rows[from + coordinates[i]] = Math.abs(rows[from + coordinates[i]]);
        }
    }

    /** Its coordinates in a row that begins at {@code from}. */
    public double[] of(float[] rows, int from) {
        double[] x = new double[coordinates.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = rows[from + coordinates[i]];
        }
        return x;
    }

    /** Puts its coordinates into a row that begins at {@code from}. */
    public void set(float[] rows, int from, double[] x) {
        for (int i = 0; i < x.length; i++) {
            rows[from + coordinates[i]] = (float) x[i];
        }
    }

    /** The log-density of the uniform law of vectors of which so many coordinates are not 0: on the sphere, or on its orthant; 0 without any. */
    public double logUniform(int present) {
        return present == 0 ? 0 : (curve == Curve.ORTHANT ? present * Math.log(2) : 0) - UnitSphere.logArea(present);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnitVector vector
                && curve == vector.curve
                && Arrays.equals(coordinates, vector.coordinates);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(coordinates) + curve.hashCode();
    }

    @Override
    public String toString() {
        return curve + " " + Arrays.toString(coordinates);
    }
}
