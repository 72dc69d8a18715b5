// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.data.Table;

/**
 * A table whose missing cells are filled, and how sure that is.
 *
 * @param table with every cell that was there as it was
 * @param chances for each column of texts or booleans of the model the probability of the label that a cell got, [rows]; NaN
 *     for cells that were there
 * @param lower ends of intervals, of the model's other columns, NaN for cells that were there; empty where none are wanted
 * @param upper as lower
 */
public record Imputed(Table table, Map<String, double[]> chances, Optional<Table> lower, Optional<Table> upper) {}
