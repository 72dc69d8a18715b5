// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;

/**
 * A condition column as specs know it, and as they are stored.
 *
 * @param name of the column
 * @param number the kind of a condition that is a quantity; empty for one of texts, which are taken as labels
 */
public record ConditionInfo(String name, Optional<ColumnKind> number) {
    public ConditionInfo {
        Objects.requireNonNull(name, "name");
        if (number.isPresent() && !number.get().numeric()) {
            throw new IllegalArgumentException("condition " + name + " is a quantity of " + number.get());
        }
    }

    /** The column that holds it in a table. */
    public ColumnInfo column() {
        return new ColumnInfo(name, number.orElse(ColumnKind.TEXT));
    }

    /** The columns that hold them in a table. */
    public static List<ColumnInfo> columns(List<ConditionInfo> conditions) {
        return conditions.stream().map(ConditionInfo::column).toList();
    }
}
