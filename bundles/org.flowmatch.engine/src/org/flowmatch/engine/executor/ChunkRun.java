// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

/** The caller's end of one chunk's solve. */
interface ChunkRun {
    /** @throws java.util.concurrent.CancellationException when the work is to stop */
    void check();

    /** The chunk's way is done to this fraction, 0 to 1. */
    void progress(double fraction);

    /** Whether the state at a time of the grid (its index) is wanted; the last one always is. */
    boolean wants(int time);

    /** Takes the state [n, d] at a time of the grid that is wanted. */
    void state(int time, float[] x);
}
