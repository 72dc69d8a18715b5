// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.processor.Processor;
import org.flowmatch.engine.processor.ProcessorChoice.Products;
import org.flowmatch.engine.solver.Solver;

/**
 * How many rows are solved together. A chunk belongs to one thread and one native call; within it the network is evaluated
 * in blocks of as many rows as stay in a core's cache between two layers.
 *
 * <p>Every chunk has one thread, because threads that share an operation wait actively for each other, which slows them
 * tenfold on a busy computer. So a few rows are cut into smaller chunks, for all cores to have work: with a fixed number of
 * steps by the number of cores; for an adaptive solver, whose steps follow from the rows of the chunk, always the same way.
 * One step of a chunk takes about a tenth of a second at most.
 *
 * @param rows of a chunk, all but the last one
 * @param block rows of a block, at most those of a chunk
 */
public record ChunkSize(int rows, int block) {
    private static final int MOST_ROWS = 8192;
    private static final int FEWEST_TO_SHARE = 64;
    private static final int ADAPTIVE_ROWS = 256;
    private static final int ROWS_WITHOUT_BLOCKS = 1024;
    private static final int GPU_FACTOR = 64;
    private static final double OPERATIONS_PER_STEP = 4e9;
    /** Numbers of a block between two layers, and of a chunk between two stages. */
    private static final int NUMBERS_PER_BLOCK = 1 << 15;

    /** oneDNN goes through a layer in blocks of its own, so that more rows at once only save calls. */
    private static final int NUMBERS_PER_BLOCK_OF_LAYERS = 1 << 17;

    private static final int NUMBERS_PER_CHUNK = 1 << 16;
    private static final int LARGEST_BLOCK = 512;
    private static final int LARGEST_BLOCK_OF_LAYERS = 2048;
    private static final int SMALLEST_BLOCK = 64;

    /**
     * @param equation whose network is evaluated
     * @param products in which form the network is evaluated
     * @param total rows to be solved, at least 1
     * @param numbers of a row's state and conditions
     * @param processors cores to solve them on
     */
    static ChunkSize of(
            StateEquation equation,
            Solver solver,
            Device device,
            Products products,
            int total,
            int numbers,
            int processors) {
        double operations = 2.0
                * equation.model().weights().length
                * equation.model().network().passes()
                * solver.tableau().stages()
                * equation.work();
        int fitting = (int) Math.max(Padding.ROWS, Math.min(OPERATIONS_PER_STEP / operations, Integer.MAX_VALUE));
        if (device != Device.CPU) {
            return whole(GPU_FACTOR * Math.min(ROWS_WITHOUT_BLOCKS, fitting), total);
        }
        int block = equation.columns() ? block(equation.model().network(), products) : ROWS_WITHOUT_BLOCKS;
        if (solver.adaptive()) {
            int rows = Math.min(ADAPTIVE_ROWS, fitting);
            return new ChunkSize(rows, Math.min(block, rows));
        }
        int most = equation.columns()
                ? Math.max(block, Math.min(MOST_ROWS, NUMBERS_PER_CHUNK / numbers))
                : ROWS_WITHOUT_BLOCKS;
        return shared(Math.min(most, fitting), block, total, processors);
    }

    /** Rows whose network is evaluated together, without a solver, on this computer's processor. */
    public static ChunkSize of(NetworkSpec network) {
        return new ChunkSize(
                ROWS_WITHOUT_BLOCKS, block(network, Processor.choice().products()));
    }

    private static int block(NetworkSpec network, Products products) {
        if (network.columnProgram().isEmpty()) {
            return LARGEST_BLOCK;
        }
        int numbers = products == Products.LAYERS ? NUMBERS_PER_BLOCK_OF_LAYERS : NUMBERS_PER_BLOCK;
        int fitting = numbers / network.width() / Padding.ROWS * Padding.ROWS;
        int largest = products == Products.LAYERS ? LARGEST_BLOCK_OF_LAYERS : LARGEST_BLOCK;
        return Math.max(SMALLEST_BLOCK, Math.min(largest, fitting));
    }

    private static ChunkSize whole(int most, int total) {
        int rows = Math.min(most, total);
        return new ChunkSize(rows, rows);
    }

    /** Chunks of whole blocks, as many for one core as for another; blocks of even lengths keep products aligned. */
    private static ChunkSize shared(int most, int block, int total, int processors) {
        int chunks = ceil(ceil(total, most), processors) * processors;
        int rows = Math.max(FEWEST_TO_SHARE, ceil(total, chunks));
        int blocks = ceil(rows, block);
        int even = ceil(ceil(rows, blocks), Padding.ROWS) * Padding.ROWS;
        return new ChunkSize(Math.min(blocks * even, Math.max(most, even)), even);
    }

    private static int ceil(int number, int divisor) {
        return (number - 1) / divisor + 1;
    }
}
