// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.program.Linker;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;

/**
 * Sums of a function of the distance over all pairs of rows of two samples a [n, d] and b [m, d], and within each of them,
 * in libtorch. Never an n x m matrix: a thread holds the distances of {@value #ROWS} x {@value #WIDTH} pairs (0.8 MB), and the
 * rows are held three times in float64. The sums of blocks are added in a fixed order, so that the result does not depend on
 * the number of threads.
 *
 * <p>Errors: a squared distance has an absolute error of about 1e-16 of the rows' largest squared distance from the mean of
 * a, and a relative one of 6e-8 by rounding to float32, which is as often up as down, as are the sums of {@value #WIDTH} pairs in
 * float32: the whole sum, of n m pairs in float64, has a relative error of about 1e-6 / sqrt(n m).
 */
final class PairSums implements AutoCloseable {
    private static final Fragment PROGRAM = Fragment.read(PairSums.class, "pair_sums");

    private static final int ROWS = 256;
    private static final int WIDTH = 256;
    /** Pairs of one call, less with many columns: some 40 ms. */
    private static final int PAIRS_PER_CALL = 1 << 23;

    private static final double PRODUCTS_PER_CALL = 5e8;

    private final Program owner;
    private final Queue<Program> idle = new ConcurrentLinkedQueue<>();
    private final Side a;
    private final Side b;
    /** Columns of prepared rows. */
    private final int width;

    /** Rows prepared for either side of the pairs. */
    private record Side(Argument left, Argument right, int rows) {}

    /**
     * @param within the sum over ordered pairs of rows of a, each row with itself among them
     * @param between the sum over pairs of a row of a and one of b
     * @param withinSecond the sum over ordered pairs of rows of b
     */
    record Sums(double within, double between, double withinSecond) {}

    PairSums(RowMatrix a, RowMatrix b) {
        width = a.columns() + 2;
        owner = load();
        try {
            Argument shift = Argument.of(owner.tensor(shift(a), a.columns()));
            this.a = side(a.toArray(), shift, a.rows());
            this.b = side(b.toArray(), shift, b.rows());
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    private static Program load() {
        return Program.load(TorchArchive.of("PairSums", Linker.link(List.of(PROGRAM), PROGRAM.gives())), Device.CPU);
    }

    private static float[] shift(RowMatrix rows) {
        double[] mean = ColumnMeans.of(rows);
        float[] shift = new float[mean.length];
        for (int i = 0; i < shift.length; i++) {
            shift[i] = (float) mean[i];
        }
        return shift;
    }

    private Side side(float[] rows, Argument shift, int count) {
        try (Tensor x = owner.tensor(rows, count, rows.length / count)) {
            return new Side(
                    Argument.of(owner.call("left", Argument.of(x), shift)[0]),
                    Argument.of(owner.call("right", Argument.of(x), shift)[0]),
                    count);
        }
    }

    /**
     * @param function a method of the program
     * @param further its arguments after those that name the pairs
     */
    Sums of(String function, int threads, Monitor monitor, Argument... further) {
        Sweep sweep = new Sweep(function, further);
        int first = sweep.within(a);
        int second = first + sweep.between(a, b);
        sweep.within(b);
        double[] sums = sweep.jobs.run(threads, monitor);
        return new Sums(sum(sums, 0, first), sum(sums, first, second), sum(sums, second, sums.length));
    }

    private static double sum(double[] sums, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += sums[i];
        }
        return sum;
    }

    /** One function over all blocks of pairs. */
    private final class Sweep {
        private final Jobs jobs = new Jobs("blocks of pairs of rows");
        private final String function;
        private final Argument[] further;
        private final int columnsPerCall;

        Sweep(String function, Argument... further) {
            this.function = function;
            this.further = further;
            double pairs = Math.min(PAIRS_PER_CALL, PRODUCTS_PER_CALL / width);
            columnsPerCall = (int) Math.max(WIDTH, pairs / ROWS);
        }

        /** As distances are symmetric, blocks above the diagonal count twice. Returns the number of jobs added. */
        int within(Side side) {
            int added = 0;
            for (int row = 0; row < side.rows; row += ROWS) {
                int end = Math.min(side.rows, row + ROWS);
                added += strip(1, side, side, row, row, end);
                added += strip(2, side, side, row, end, side.rows);
            }
            return added;
        }

        int between(Side left, Side right) {
            int added = 0;
            for (int row = 0; row < left.rows; row += ROWS) {
                added += strip(1, left, right, row, 0, right.rows);
            }
            return added;
        }

        /** Adds the pairs of the block of rows of the left side that begins here with rows from ... to of the right one. */
        private int strip(double weight, Side left, Side right, int row, int from, int to) {
            int added = 0;
            for (int column = from; column < to; column += columnsPerCall) {
                long[] pairs = {
                    row, Math.min(ROWS, left.rows - row), column, Math.min(columnsPerCall, to - column), WIDTH
                };
                Argument[] arguments = Stream.of(
                                Stream.of(left.left, right.right),
                                Arrays.stream(pairs).mapToObj(Argument::of),
                                Arrays.stream(further))
                        .flatMap(part -> part)
                        .toArray(Argument[]::new);
                jobs.add(() -> weight * sumOf(function, arguments));
                added++;
            }
            return added;
        }
    }

    private double sumOf(String function, Argument... arguments) {
        Program given = idle.poll();
        Program program = given == null ? load() : given;
        try (Tensor parts = program.call(function, arguments)[0]) {
            float[] highAndLow = parts.floats();
            return (double) highAndLow[0] + highAndLow[1];
        } finally {
            idle.add(program);
        }
    }

    @Override
    public void close() {
        idle.forEach(Program::close);
        owner.close();
    }
}
