// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.loss;

import java.util.List;
import org.flowmatch.engine.program.Fragment;

/**
 * How far a network's outputs are from what they are to predict. A new one is a record and a line of {@link Losses}.
 *
 * <p>Its program fragments give
 *
 * <ul>
 *   <li>{@code loss_and_slope(self, y: Tensor, data: List[Tensor], axis: int, factor: float) -> Tuple[Tensor, Tensor]}: the
 *       sum of the loss over the rows, for a loss of several {@link #kinds} one sum for each [kinds], and, in the shape of y,
 *       the factor times its slope dL/dy, where a constant of the slope, such as 2, may be left out. The outputs of a row lie along the axis, 0 or 1, of y, its rows along the other one; so do
 *       the matrices of the data: those of {@link #data}, and where rows have weights w one more of one number for each row,
 *       sqrt(w). y is contiguous and may be overwritten
 *   <li>{@code slope_factor(self) -> float}: that constant, which callers multiply into the factor or into what follows
 * </ul>
 */
public interface Loss {

    /** The name of what every loss compares the outputs with. */
    String TARGET = "target";

    /** How it is called in messages, such as "squared error". */
    String label();

    /**
     * Whether the expected loss is smallest where the outputs stand for the mean of what they are to predict, given the
     * point and the time. The flow along another value, such as a median, does not end in the law of the target rows.
     */
    boolean conditionalMean();

    /**
     * The kinds of outputs whose losses it adds up, by the names that they have in tables, such as numbers and labels; none
     * where all outputs are of one kind.
     */
    default List<String> kinds() {
        return List.of();
    }

    /** What the outputs are compared with: names of matrices of rows, the first of them {@link #TARGET}. */
    List<String> data();

    /** The width of the matrix of data number {@code index}. */
    int width(int index, Outputs outputs);

    /** @throws IllegalArgumentException when the loss is none of such outputs */
    List<Fragment> parts(Outputs outputs);

    /**
     * The loss of one row in plain double precision, with no factor left out: the reference of the program.
     *
     * @param y outputs [outputs]
     * @param data the row of each matrix of {@link #data}
     * @param slope takes dL/dy [outputs]
     */
    double of(Outputs outputs, double[] y, double[][] data, double[] slope);

    /** As {@link #of}, whose value is their sum: the loss of one row for each of the {@link #kinds}, or the one number. */
    default double[] ofKinds(Outputs outputs, double[] y, double[][] data, double[] slope) {
        return new double[] {of(outputs, y, data, slope)};
    }
}
