// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import java.util.function.Function;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.processor.Processor;
import org.flowmatch.engine.processor.ProcessorChoice;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;

/**
 * A network in training inside libtorch: its parameters, their gradient, the optimiser's two moments and the averaged
 * weights are vectors [P] that live there and change in place. Many steps are one native call; a step of a large network
 * on a large batch is several, so that no call takes long. Owns native memory until it is closed. One thread at a time.
 */
public final class TrainingProgram implements AutoCloseable {

    /** Floating-point operations of one native call: a quarter of a second on a slow core. */
    private static final double OPERATIONS_PER_CALL = 5e9;
    /** How many times as many operations a GPU makes in that time. */
    private static final int GPU_FACTOR = 64;

    private static final int FEWEST_ROWS = 16;
    /** Numbers of one layer that stay in a second-level cache of 2 MB with those of its neighbour. */
    private static final int CACHED_NUMBERS = 1 << 18;

    /** Products of fewer rows are slower. */
    private static final int FEWEST_CACHED_ROWS = 512;

    private static final int PARAMETERS_PER_CALL = 1 << 23;

    private final Program program;
    private final Loss loss;
    private final Comparison comparison;
    private final int kinds;
    private StepRates rates;
    private final Argument constants;
    private final boolean recording;
    private final int size;
    private final int rowsPerCall;
    private final int parts;
    private final Tensor parameters;
    private final Tensor moment1;
    private final Tensor moment2;
    private final Tensor average;
    private final Tensor gradient;

    /** Compares the outputs as they are. */
    public TrainingProgram(
            NetworkSpec network,
            int inputs,
            Outputs outputs,
            Loss loss,
            float[] weights,
            StepRates rates,
            Device device,
            int rowsPerCall) {
        this(network, inputs, outputs, loss, Comparison.OUTPUTS, weights, rates, device, rowsPerCall);
    }

    /**
     * @param loss of which every block must have all data
     * @param comparison likewise
     * @param weights [P] to start from
     * @param rowsPerCall most rows that one native call takes through the network and back, at least 1
     */
    public TrainingProgram(
            NetworkSpec network,
            int inputs,
            Outputs outputs,
            Loss loss,
            Comparison comparison,
            float[] weights,
            StepRates rates,
            Device device,
            int rowsPerCall) {
        this.loss = loss;
        this.comparison = comparison;
        kinds = Math.max(1, loss.kinds().size());
        this.rates = rates;
        this.rowsPerCall = rowsPerCall;
        size = weights.length;
        parts = device == Device.CPU ? parts(rates.settings().batchSize(), network.width()) : 1;
        Precision precision = rates.settings().precision();
        recording = precision == Precision.MIXED
                || network.recordsGradient()
                || comparison.part(outputs).isPresent();
        Optimiser optimiser = rates.settings().optimiser();
        constants = Argument.of(
                new double[] {optimiser.beta1(), optimiser.beta2(), optimiser.weightDecay(), optimiser.clipNorm()});
        ProcessorChoice processor = device == Device.CPU ? Processor.choice() : ProcessorChoice.USUAL;
        TorchArchive archive = TorchArchive.of(
                "Training", TrainingText.of(network, inputs, outputs, loss, comparison, precision, processor));
        program = Program.load(
                archive,
                device,
                ThreadCount.of(
                        (long) size * network.passes(),
                        Math.min(rates.settings().batchSize(), rowsPerCall)));
        try {
            parameters = inTraining(weights);
            moment1 = program.zeros(size);
            moment2 = program.zeros(size);
            average = inTraining(weights);
            gradient = program.zeros(size);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** The least number of equal parts of a batch whose rows of one layer stay in the cache. */
    static int parts(int rows, int width) {
        int parts = 1;
        while ((rows % parts != 0 || (long) rows / parts * width > CACHED_NUMBERS)
                && rows / parts > FEWEST_CACHED_ROWS) {
            parts++;
        }
        return rows % parts == 0 ? parts : 1;
    }

    /**
     * The rows of a network that one native call may take through it and back.
     *
     * @param parameters of the network, as often as rows go through it
     */
    public static int rowsPerCall(long parameters, Device device) {
        double operations = device == Device.CPU ? OPERATIONS_PER_CALL : GPU_FACTOR * OPERATIONS_PER_CALL;
        return (int) Math.max(FEWEST_ROWS, Math.min(Integer.MAX_VALUE, operations / (6.0 * parameters)));
    }

    /**
     * Makes the steps of a block.
     *
     * @param monitor is asked whether to go on between the native calls of one step
     * @return losses of the steps; from the first one that is not finite on, no step was made. A gradient that is not finite counts
     *     as such a loss, because a step along it would spoil the weights
     */
    public LossValues run(StepBlock block, Monitor monitor) {
        if (block.rows() > rowsPerCall || size > PARAMETERS_PER_CALL) {
            return runInParts(block, monitor);
        }
        try (RowTensors rows = new RowTensors(program, block, comparison, loss, 0, block.t().length);
                Tensor losses = differentiating(
                        "train",
                        Argument.of(List.of(parameters)),
                        Argument.of(List.of(gradient)),
                        Argument.of(List.of(moment1)),
                        Argument.of(List.of(moment2)),
                        Argument.of(average),
                        rows.x(),
                        rows.t(),
                        rows.data(),
                        Argument.of((long) parts),
                        Argument.of(block.scale(block.rows())),
                        Argument.of(rates.learningRates(block)),
                        Argument.of(rates.decays(block)),
                        Argument.of(block.firstStep()),
                        constants)[0]) {
            return new LossValues(losses.floats(), kinds);
        }
    }

    private LossValues runInParts(StepBlock block, Monitor monitor) {
        LossValues losses = new LossValues(new float[block.steps() * kinds], kinds);
        for (int k = 0; k < block.steps(); k++) {
            set(losses, k, accumulate(block, k * block.rows(), monitor));
            if (!Double.isFinite(losses.total(k))) {
                return losses;
            }
            double squaredNorm = squaredNorm();
            if (!Double.isFinite(squaredNorm)) {
                losses.values()[k * kinds] = (float) squaredNorm;
                return losses;
            }
            update(block.firstStep() + k, squaredNorm, monitor);
        }
        return losses;
    }

    private static void set(LossValues losses, int step, double[] ofKinds) {
        for (int kind = 0; kind < ofKinds.length; kind++) {
            losses.values()[step * ofKinds.length + kind] = (float) ofKinds[kind];
        }
    }

    private double[] accumulate(StepBlock block, int firstRow, Monitor monitor) {
        double scale = block.scale(block.rows());
        double[] sums = new double[kinds];
        for (int row = 0; row < block.rows(); row += rowsPerCall) {
            monitor.check();
            int count = Math.min(rowsPerCall, block.rows() - row);
            Argument keep = Argument.of(row == 0 ? 0.0 : 1.0);
            addOnRows(
                    sums,
                    block,
                    firstRow + row,
                    count,
                    taken -> differentiating(
                            "accumulate_gradient",
                            Argument.of(parameters),
                            Argument.of(gradient),
                            taken.x(),
                            taken.t(),
                            taken.data(),
                            Argument.of(scale),
                            keep));
        }
        return sums;
    }

    private double squaredNorm() {
        double squaredNorm = 0;
        for (int start = 0; start < size; start += PARAMETERS_PER_CALL) {
            squaredNorm += numbers(
                    program.call("squared_norm", Argument.of(gradient), Argument.of((long) start), Argument.of((long)
                            length(start))))[0];
        }
        return squaredNorm;
    }

    private void update(long step, double squaredNorm, Monitor monitor) {
        for (int start = 0; start < size; start += PARAMETERS_PER_CALL) {
            monitor.check();
            program
                    .call(
                            "update_part",
                            Argument.of(parameters),
                            Argument.of(gradient),
                            Argument.of(moment1),
                            Argument.of(moment2),
                            Argument.of(average),
                            Argument.of((long) start),
                            Argument.of((long) length(start)),
                            Argument.of(squaredNorm),
                            Argument.of(rates.learningRate(step)),
                            Argument.of(rates.decay(step)),
                            Argument.of(step + 1),
                            constants)[0]
                    .close();
        }
    }

    private int length(int start) {
        return Math.min(PARAMETERS_PER_CALL, size - start);
    }

    /** The loss of the averaged weights on all pairs of a block. */
    public LossValues averagedLoss(StepBlock block, Monitor monitor) {
        int rows = block.t().length;
        double scale = block.scale(rows);
        double[] sums = new double[kinds];
        int most = (int) Math.min(Integer.MAX_VALUE, 3L * rowsPerCall);
        for (int row = 0; row < rows; row += most) {
            monitor.check();
            addOnRows(
                    sums,
                    block,
                    row,
                    Math.min(most, rows - row),
                    taken -> program.call(
                            "loss_of", Argument.of(average), taken.x(), taken.t(), taken.data(), Argument.of(scale)));
        }
        LossValues losses = new LossValues(new float[kinds], kinds);
        set(losses, 0, sums);
        return losses;
    }

    private void addOnRows(double[] sums, StepBlock block, int first, int count, Function<RowTensors, Tensor[]> call) {
        try (RowTensors rows = new RowTensors(program, block, comparison, loss, first, count)) {
            float[] ofKinds = numbers(call.apply(rows));
            for (int kind = 0; kind < sums.length; kind++) {
                sums[kind] += ofKinds[kind];
            }
        }
    }

    /** Calls a method that uses the network's gradient program. */
    private Tensor[] differentiating(String method, Argument... arguments) {
        return recording ? program.callRecording(method, arguments) : program.call(method, arguments);
    }

    private static float[] numbers(Tensor[] results) {
        try (Tensor result = results[0]) {
            return result.floats();
        }
    }

    /** The layout is up to the network's gradient program; what recording changes must not stem from inference mode. */
    private Tensor inTraining(float[] weights) {
        try (Tensor vector = program.tensor(weights, size)) {
            return differentiating("to_training", Argument.of(vector))[0];
        }
    }

    private float[] ofModel(Tensor vector) {
        try (Tensor weights = program.call("to_model", Argument.of(vector))[0]) {
            return weights.floats();
        }
    }

    /** Takes other rates for the steps to come. */
    void follow(StepRates other) {
        rates = other;
    }

    /** The current weights [P]. */
    public float[] weights() {
        return ofModel(parameters);
    }

    /** The averaged weights [P]. */
    public float[] averagedWeights() {
        return ofModel(average);
    }

    @Override
    public void close() {
        program.close();
    }
}
