// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;

/**
 * Rows that are solved together.
 *
 * @param firstRow the number of the first one among all rows
 * @param start their states [rows, D]
 * @param given their rows of what is given [rows, .], matrix after matrix
 * @param firstStep the number of the first step of the grid
 */
record Chunk(int firstRow, int rows, float[] start, List<float[]> given, int firstStep) {}
