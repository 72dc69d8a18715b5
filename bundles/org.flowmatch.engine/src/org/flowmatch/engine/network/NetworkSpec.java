// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

/**
 * The shape of a velocity network v(x, t) for rows of d columns: a description, without weights. A network writes its own
 * TorchScript; its weights are one flat vector [P] laid out by {@link #layout}.
 *
 * <p>The methods in {@link #program} are
 *
 * <ul>
 *   <li>{@code layers(self, parameters: Tensor) -> List[Tensor]}: views into the flat vector [P]; take them once per call
 *   <li>{@code velocity(self, layers: List[Tensor], x: Tensor, t: Tensor) -> Tensor}: x [n, d], t [n] -> [n, d]
 *   <li>{@code velocity_at(self, layers: List[Tensor], x: Tensor, t: float) -> Tensor}: one time for all rows, which is
 *       faster
 * </ul>
 *
 * <p>The method in {@link #gradientProgram} is {@code accumulate_gradient(self, layers: List[Tensor], gradients:
 * List[Tensor], x: Tensor, t: Tensor, target: Tensor, scale: float, keep: float) -> Tensor}: adds the gradient of scale
 * times the sum of squared errors to keep times the views in {@code gradients}, and returns that loss [].
 */
public sealed interface NetworkSpec permits Mlp {

    /** The parameters of this network for rows of {@code columns} columns. */
    ParameterLayout layout(int columns);

    /** Weights [P] to start from; the same for the same seed. */
    float[] initialWeights(int columns, long seed);

    /** This network in a few words, for messages. */
    String describe();

    /** TorchScript methods that evaluate the velocity. */
    String program(int columns);

    /** TorchScript method for training, to stand beside {@link #program}. */
    String gradientProgram();
}
