// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import java.util.Optional;
import java.util.OptionalDouble;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;

/**
 * What an entropic plan knows of a map beyond an affine one: y(x) between the samples a and b, less y(x) between a and L(a), where L
 * is the {@link AffineMap} of the samples' moments. L is the optimal map from a to L(a), whatever a is, so that the second mean
 * partner shows the blur and, on normal samples, the chance of the first, without its signal. With the identity in place of L this is
 * the debiased map of Pooladian, Cuturi and Niles-Weed ("Debiaser beware", 2022). It is bounded: far out the map stays affine.
 *
 * @param toTarget from a to b
 * @param toAffine from a to L(a)
 */
record EntropicCorrection(BarycentricMap toTarget, BarycentricMap toAffine) {

    /**
     * @param a [n, d]
     * @param b [m, d]
     * @param eps in units of the squared distance
     * @return empty when a plan does not converge
     */
    static Optional<EntropicCorrection> fit(float[] a, float[] b, int columns, double eps, Monitor monitor) {
        AffineMap affine = AffineMap.between(
                RowMoments.of(RowMatrix.of(a, columns), monitor.silent()),
                RowMoments.of(RowMatrix.of(b, columns), monitor.silent()),
                monitor);
        return BarycentricMap.fit(a, b, columns, eps)
                .flatMap(toTarget -> BarycentricMap.fit(a, affine.apply(a), columns, eps)
                        .map(toAffine -> new EntropicCorrection(toTarget, toAffine)));
    }

    /**
     * By how much W2^2 of a and b exceeds that of a and L(a): S(a, b) - S(a, L(a)) with the Sinkhorn divergence
     * S(a, b) = OT(a, b) - OT(a, a) / 2 - OT(b, b) / 2 of the plans' values OT, whose bias falls with the square of eps (Chizat, Roussillon,
     * Leger, Vialard and Peyre, "Faster Wasserstein distance estimation with the Sinkhorn divergence", 2020).
     *
     * @return empty when a plan of a sample with itself does not converge
     */
    OptionalDouble costBeyondAffine(int columns) {
        return self(toTarget, columns)
                .flatMap(target -> self(toAffine, columns)
                        .map(affine -> toTarget.value() - toAffine.value() - (target.value() - affine.value()) / 2))
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private static Optional<BarycentricMap> self(BarycentricMap map, int columns) {
        return BarycentricMap.fit(map.rows(), map.rows(), columns, map.eps());
    }

    /** Adds the correction at each row x [n, d] to y [n, d]. */
    void add(float[] x, int n, double[] y) {
        toTarget.add(x, n, 1, y);
        toAffine.add(x, n, -1, y);
    }

    /** The correction at rows x [n, d]. */
    double[] at(float[] x, int n) {
        double[] correction = new double[x.length];
        add(x, n, correction);
        return correction;
    }
}
