// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.List;
import org.flowmatch.engine.data.NumericTable;

/**
 * The numeric columns of a KNIME table in memory.
 *
 * @param values every row of the table, unusable rows included
 * @param unusable the number of rows with a cell that the engine cannot use
 * @param names row keys, or the text of the key column, one per row; empty when not asked for
 */
public record ReadTable(NumericTable values, int unusable, List<String> names) {}
