// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.TableRole;

/** Whether a table has the columns that an encoding knows. */
final class ColumnCheck {
    private ColumnCheck() {}

    /** @throws FlowException naming the columns that the others lack, or hold as texts in place of numbers */
    static void require(List<ColumnInfo> columns, List<ColumnInfo> others, TableRole role) {
        Map<String, Boolean> numeric = new HashMap<>();
        others.forEach(column -> numeric.put(column.name(), column.kind().numeric()));
        List<ColumnInfo> missing = columns.stream()
                .filter(column -> !Objects.equals(
                        numeric.get(column.name()), column.kind().numeric()))
                .toList();
        if (!missing.isEmpty()) {
            boolean numbers = missing.stream().allMatch(column -> column.kind().numeric());
            throw new FlowException(
                    "The " + role.label() + " lacks the " + (numbers ? "numeric " : "") + "column"
                            + (missing.size() == 1 ? " " : "s ")
                            + Quoted.all(missing.stream().map(ColumnInfo::name).toList()) + ".",
                    "Source and target need the same columns: add or rename the missing ones, or choose columns that"
                            + " both tables have.");
        }
    }

    /** @throws FlowException when the known column of this name holds texts here and numbers there, or the reverse */
    static void requireAlike(List<ColumnInfo> columns, ColumnInfo column, TableRole role) {
        boolean known = columns.stream().anyMatch(other -> other.name().equals(column.name()));
        boolean numbers = columns.stream()
                .filter(other -> other.name().equals(column.name()))
                .allMatch(other -> other.kind().numeric());
        if (known && numbers != column.kind().numeric()) {
            throw new FlowException(
                    "The column " + Quoted.of(column.name()) + " of the " + role.label() + " holds "
                            + (numbers ? "texts, but the model knows numbers" : "numbers, but the model knows texts")
                            + " under this name.",
                    "Convert the column, or leave it out.");
        }
    }
}
