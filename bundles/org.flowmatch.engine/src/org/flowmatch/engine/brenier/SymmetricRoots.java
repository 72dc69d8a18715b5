// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import org.flowmatch.engine.Monitor;

/**
 * The square root of a symmetric positive semidefinite matrix [d, d] and its inverse, by the eigenvectors that Jacobi's cyclic
 * rotations find (Golub and Van Loan, "Matrix computations", section 8.5). Directions in which the matrix is 0 up to rounding are 0
 * in the inverse, too, as in a pseudoinverse.
 *
 * @param trace of the root
 */
record SymmetricRoots(double[][] root, double[][] inverse, double trace) {
    private static final int MOST_SWEEPS = 60;
    private static final double NEGLIGIBLE = 1e-10;

    /** @param matrix symmetric; left as it is */
    static SymmetricRoots of(double[][] matrix, Monitor monitor) {
        int d = matrix.length;
        double[][] a = Matrices.copy(matrix);
        double[][] vectors = RowMoments.standardNormal(d).covariance();
        double whole = squares(a, true);
        for (int sweep = 0; sweep < MOST_SWEEPS && squares(a, false) > 1e-30 * whole; sweep++) {
            for (int p = 0; p < d - 1; p++) {
                monitor.check();
                for (int q = p + 1; q < d; q++) {
                    rotate(a, vectors, p, q);
                }
            }
        }
        double largest = 0;
        for (int k = 0; k < d; k++) {
            largest = Math.max(largest, a[k][k]);
        }
        double[] roots = new double[d];
        double[] inverses = new double[d];
        double trace = 0;
        for (int k = 0; k < d; k++) {
            boolean there = a[k][k] > NEGLIGIBLE * largest;
            roots[k] = there ? Math.sqrt(a[k][k]) : 0;
            inverses[k] = there ? 1 / roots[k] : 0;
            trace += roots[k];
        }
        return new SymmetricRoots(Matrices.spectral(vectors, roots), Matrices.spectral(vectors, inverses), trace);
    }

    /** The squared entries of all, or of those off the diagonal alone. */
    private static double squares(double[][] a, boolean all) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum += all || i != j ? a[i][j] * a[i][j] : 0;
            }
        }
        return sum;
    }

    /** Makes a[p][q] vanish; rows of vectors are turned as rows of a are. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        for (double[] row : a) {
            double x = row[p];
            row[p] = cosine * x - sine * row[q];
            row[q] = sine * x + cosine * row[q];
        }
        turn(a[p], a[q], cosine, sine);
        turn(vectors[p], vectors[q], cosine, sine);
    }

    private static void turn(double[] x, double[] y, double cosine, double sine) {
        for (int k = 0; k < x.length; k++) {
            double former = x[k];
            x[k] = cosine * former - sine * y[k];
            y[k] = sine * former + cosine * y[k];
        }
    }
}
