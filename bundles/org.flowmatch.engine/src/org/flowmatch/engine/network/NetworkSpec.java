// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.processor.ProcessorChoice;
import org.flowmatch.engine.program.Fragment;

/**
 * The shape of a network y(x, t): a description, without weights. A network writes its own TorchScript; its weights are
 * one flat vector [P] laid out by {@link #layout}.
 *
 * <p>Inputs are the d columns of a row and, for a conditional flow, the m features of its condition behind them. Outputs
 * are the d columns of what the network predicts and, with a score head, d more behind them.
 *
 * <p>The methods in {@link #program} are
 *
 * <ul>
 *   <li>{@code layers(self, parameters: Tensor) -> List[Tensor]}: views into the flat vector [P]; take them once per call
 *   <li>{@code velocity(self, layers: List[Tensor], x: Tensor, t: Tensor) -> Tensor}: x [n, inputs], t [n] ->
 *       [n, outputs]
 *   <li>{@code velocity_at(self, layers: List[Tensor], x: Tensor, t: float) -> Tensor}: one time for all rows, which is
 *       faster
 * </ul>
 *
 * <p>The methods in {@link #gradientProgram} see vectors [P] in a layout of their own:
 *
 * <ul>
 *   <li>{@code to_training(self, parameters: Tensor) -> Tensor} and {@code to_model(self, parameters: Tensor) -> Tensor}: a
 *       fresh vector from one layout to the other
 *   <li>{@code accumulate_gradient(self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, data:
 *       List[Tensor], scale: float, keep: float) -> Tensor}: sets {@code gradient} to keep times itself plus the gradient of
 *       scale times the loss, and returns that []. The loss is a further fragment; the data are what it compares the outputs
 *       with
 *   <li>{@code gradient_plan}, {@code by_step} and {@code gradient_of_step}: the same for many steps in one call, described
 *       in {@code mlp_gradient.torchscript} and {@link MlpStep}
 *   <li>{@code compared}: what of the network is compared with the data, described in {@link RecordedGradient}
 * </ul>
 *
 * <p>The method in {@link #tangentProgram} is {@code tangents_at(self, layers: List[Tensor], x: Tensor, t: float, e:
 * Tensor) -> List[Tensor]}: the outputs [n, outputs] and their derivatives [n, k, outputs] along k directions of every
 * row, e [n, k, d], in the first d inputs.
 *
 * <p>The method in {@link #alongProgram} is {@code along(self, layers: List[Tensor], x: Tensor, t: Tensor, e: Tensor) ->
 * Tuple[Tensor, Tensor]}: the outputs [n, outputs] at the rows' own times t [n] and their derivatives [n, outputs] along one
 * direction of every row, e [n, inputs], by operations through which a gradient can be recorded.
 *
 * <p>The methods in {@link #columnProgram} are for solvers on the CPU, where rows lie as columns:
 *
 * <ul>
 *   <li>{@code prepare(self, parameters: Tensor, block: int) -> List[Tensor]}: the weights as the next method wants them,
 *       and its memory for so many rows at a time
 *   <li>{@code velocity_columns(self, prepared: List[Tensor], x: Tensor, t: float) -> Tensor}: x [inputs, n] -> a fresh
 *       [outputs, n], one time for all rows; the memory serves one call at a time
 * </ul>
 */
public sealed interface NetworkSpec permits Mlp, ResidualMlp, SequenceMixer, InvertibleNetwork {

    /**
     * The parameters of this network for {@code inputs} and {@code outputs} columns, both at least 1. Arrays whose rows are
     * longer for more inputs begin each row with those of the inputs that have a place there ({@link #rowInputs}), in their order; the
     * next array is their bias ({@link KnownInputs}).
     */
    ParameterLayout layout(int inputs, int outputs);

    /** How many of the first inputs have a place in arrays whose rows are longer for more inputs. */
    default int rowInputs(int inputs) {
        return inputs;
    }

    /**
     * This network for certain rows: one that looks at parts of a row learns where they are.
     *
     * @param encoding of the rows
     * @throws org.flowmatch.engine.FlowException when rows do not have what it is for
     */
    default NetworkSpec of(TableEncoding encoding) {
        Objects.requireNonNull(encoding, "encoding");
        return this;
    }

    /**
     * Weights [P] to start from; the same for the same seed.
     *
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    float[] initialWeights(int inputs, int outputs, long seed, Monitor monitor);

    /** {@link #initialWeights(int, int, long, Monitor)} that nobody cancels. */
    default float[] initialWeights(int inputs, int outputs, long seed) {
        return initialWeights(inputs, outputs, seed, Monitor.none());
    }

    /** This network in a few words, for messages. */
    String describe();

    /** The first version of the format of model files that knows it. */
    ModelFormat since();

    /** The program fragments that evaluate the network. */
    List<Fragment> program(int inputs, int outputs);

    /** Fragments for training, to stand beside {@link #program}; by recording, unless a network writes them out. */
    default List<Fragment> gradientProgram() {
        return RecordedGradient.program(RecordedGradient.Numbers.FLOAT32);
    }

    /** {@link #gradientProgram()} in the forms that suit a processor. */
    default List<Fragment> gradientProgram(ProcessorChoice processor) {
        Objects.requireNonNull(processor, "processor");
        return gradientProgram();
    }

    /** A fragment for solvers, to stand beside {@link #program}; empty for a network without its own. */
    default Optional<Fragment> columnProgram() {
        return Optional.empty();
    }

    /** {@link #columnProgram()} in the form that suits a processor. */
    default Optional<Fragment> columnProgram(ProcessorChoice processor) {
        Objects.requireNonNull(processor, "processor");
        return columnProgram();
    }

    /** Numbers per row between its layers, the most of them: how many rows fit into the cache. */
    int width();

    /** Whether positions of a row share its weights, each of which then learns from all of them. */
    default boolean sharesPositions() {
        return false;
    }

    /** How often a row goes through its weights: once, or for each of its tokens. */
    default int passes() {
        return 1;
    }

    /** Whether {@link #gradientProgram} must be called with gradient recording on. */
    default boolean recordsGradient() {
        return true;
    }

    /** A fragment for derivatives with respect to the row, to stand beside {@link #program}. */
    Fragment tangentProgram();

    /** A fragment for derivatives with respect to any inputs that can be derived again, to stand beside {@link #program}. */
    Fragment alongProgram();
}
