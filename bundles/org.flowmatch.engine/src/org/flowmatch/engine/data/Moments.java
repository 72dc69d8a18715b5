// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/**
 * Mean and standard deviation (divisor n) of a column.
 *
 * @param deviation not finite where squares exceed double precision
 */
public record Moments(double mean, double deviation) {

    /**
     * @param values finite, at least one
     * @param smallest of them
     * @param largest of them
     */
    public static Moments of(double[] values, double smallest, double largest) {
        // around the middle of the range, which keeps the digits of columns far from zero
        double middle = smallest / 2 + largest / 2;
        double sum = 0;
        for (double value : values) {
            sum += value - middle;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            double difference = value - middle - mean;
            squares += difference * difference;
        }
        return new Moments(middle + mean, Math.sqrt(squares / values.length));
    }
}
