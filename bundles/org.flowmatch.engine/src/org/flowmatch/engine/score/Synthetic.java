// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.data.Table;

/**
 * A synthetic table to be judged.
 *
 * @param name in results and messages
 * @param table with the columns of the training table in any order, perhaps with more
 * @param densities of its model for real rows, where they are known
 */
public record Synthetic(String name, Table table, Optional<LogDensities> densities) {
    public Synthetic {
        Objects.requireNonNull(name, "name");
    }

    /** A table of any origin. */
    public static Synthetic of(String name, Table table) {
        return new Synthetic(name, table, Optional.empty());
    }
}
