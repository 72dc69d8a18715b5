// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.data.ColumnKind;

/**
 * A condition column as specs know it.
 *
 * @param name of the column
 * @param number the kind of a condition that is a quantity; empty for one of texts, which are taken as labels
 */
public record ConditionInfo(String name, Optional<ColumnKind> number) {
    public ConditionInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(number, "number");
    }
}
