// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

/**
 * Rows that are solved together.
 *
 * @param firstRow the number of the first one among all rows
 * @param start their states [rows, D]
 */
record Chunk(int firstRow, int rows, float[] start) {}
