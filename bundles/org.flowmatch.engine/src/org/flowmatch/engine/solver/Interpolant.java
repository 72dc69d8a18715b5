// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

/**
 * The dense output of a Runge-Kutta step from (t, x) by h: x(t + theta h) = x + h sum_i b_i(theta) k_i for theta in
 * [0, 1], so that states at given times cost no step of their own.
 *
 * @param order the order of the interpolated states
 * @param a rows of further stages that only the dense output needs, after those of the tableau
 * @param c the times of the further stages
 * @param polynomials the coefficients of theta, theta^2, ... in b_i [all stages][degree]
 */
public record Interpolant(int order, double[][] a, double[] c, double[][] polynomials) {

    /** The weights b_i(theta) of all stages. */
    public double[] weights(double theta) {
        double[] weights = new double[polynomials.length];
        for (int i = 0; i < weights.length; i++) {
            double sum = 0;
            for (int p = polynomials[i].length - 1; p >= 0; p--) {
                sum = (sum + polynomials[i][p]) * theta;
            }
            weights[i] = sum;
        }
        return weights;
    }

    /**
     * The nested form of Hairer, Norsett and Wanner (1993, II.6), with y = theta, z = 1 - theta and r_j = h sum_i d_ji k_i:
     * y (r_0 + z (r_1 + y (r_2 + z (r_3 + y (r_4 + ...))))). The first three, the step and the slopes at its ends, make
     * the cubic of Hermite; others belong to the method.
     *
     * @param b the weights of the step
     * @param last the number of the stage at the step's end
     * @param further r_3, r_4, ... over all stages
     */
    static Interpolant nested(int order, double[][] a, double[] c, double[] b, int last, double[]... further) {
        double[][] polynomials = new double[b.length + a.length][];
        for (int i = 0; i < polynomials.length; i++) {
            double[] levels = new double[3 + further.length];
            levels[0] = i < b.length ? b[i] : 0;
            levels[1] = (i == 0 ? 1 : 0) - levels[0];
            levels[2] = levels[0] - (i == last ? 1 : 0) - levels[1];
            for (int j = 0; j < further.length; j++) {
                levels[3 + j] = further[j][i];
            }
            double[] sum = new double[levels.length];
            for (int level = levels.length - 1; level >= 0; level--) {
                sum[0] += levels[level];
                // the innermost factor of level j is z for odd j and y for even j
                sum = level % 2 == 1 ? timesRest(sum) : level == 0 ? sum : timesTheta(sum);
            }
            polynomials[i] = sum;
        }
        return new Interpolant(order, a, c, polynomials);
    }

    /** Coefficients of 1, theta, ... times theta; the highest is 0 before. */
    private static double[] timesTheta(double[] coefficients) {
        double[] product = new double[coefficients.length];
        System.arraycopy(coefficients, 0, product, 1, coefficients.length - 1);
        return product;
    }

    private static double[] timesRest(double[] coefficients) {
        double[] shifted = timesTheta(coefficients);
        double[] product = new double[coefficients.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = coefficients[i] - shifted[i];
        }
        return product;
    }
}
