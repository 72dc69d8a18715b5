// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.Objects;

/** Name and kind of a column. */
public record ColumnInfo(String name, ColumnKind kind) {
    public ColumnInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }
}
