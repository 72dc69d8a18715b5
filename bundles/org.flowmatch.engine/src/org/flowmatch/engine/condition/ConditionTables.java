// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import java.util.Optional;
import org.flowmatch.engine.data.Table;

/**
 * The conditions of the rows of a coupling's tables: columns of numbers, taken as quantities, and of texts, taken as labels.
 * Missing cells may stand in them; an encoding refuses them by name.
 *
 * @param source empty when the source is noise or its table lacks the condition columns
 */
public record ConditionTables(Table target, Optional<Table> source) {}
