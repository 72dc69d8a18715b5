// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.Objects;

/** Name and type of a numeric column. */
public record ColumnInfo(String name, ColumnKind kind) {
    public ColumnInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }
}
