// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.data.RowMatrix;

/**
 * Encoded rows with one value for each coordinate that was open.
 *
 * @param rows [n, D]
 * @param chances the probability of the level chosen for each label [n][C]; NaN for labels that were given
 */
public record Guess(RowMatrix rows, float[][] chances) {}
