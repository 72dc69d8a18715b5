// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import java.util.function.Supplier;

/** The rows of a chunk at a time of the grid, for a {@link GridEvent}. */
public final class EventRows {
    private final Chunk chunk;
    private final Supplier<float[]> network;
    private int evaluations;

    /** @param network the outputs of the network for the rows as they are now */
    EventRows(Chunk chunk, Supplier<float[]> network) {
        this.chunk = chunk;
        this.network = network;
    }

    /** The number of the first row among all rows that are solved. */
    public int firstRow() {
        return chunk.firstRow();
    }

    /** How many they are. */
    public int rows() {
        return chunk.rows();
    }

    /** Their states [rows, D]; what is changed there holds. */
    public float[] states() {
        return chunk.start();
    }

    /** Their rows of what is given [rows, .], matrix after matrix; what is changed there holds. */
    public List<float[]> given() {
        return chunk.given();
    }

    /** Evaluates the network: all its outputs [rows, outputs] at these states. */
    public float[] outputs() {
        evaluations++;
        return network.get();
    }

    int evaluations() {
        return evaluations;
    }
}
