// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

/** Solves chunk after chunk in one thread. */
interface ChunkSolver {
    /**
     * @param start rows [n, d]
     * @param rows n
     * @return velocity evaluations per row
     */
    long solve(float[] start, int rows, ChunkRun run);
}
