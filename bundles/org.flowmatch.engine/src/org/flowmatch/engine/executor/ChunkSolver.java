// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

/** Solves chunk after chunk in one thread. */
interface ChunkSolver {
    /** @return network evaluations per row */
    long solve(Chunk chunk, ChunkRun run);
}
