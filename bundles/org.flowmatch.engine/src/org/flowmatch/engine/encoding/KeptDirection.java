// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.stream.Collectors;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;

/**
 * The squares of some columns sum to 1: they are a unit vector.
 *
 * @param columns 2 to 20 names
 */
public record KeptDirection(List<String> columns) implements KeptRule {
    private static final int MOST = 20;

    /** @throws org.flowmatch.engine.FlowException when there are too few or too many columns, or one comes twice */
    public KeptDirection {
        columns = List.copyOf(columns);
        KeptRule.requireColumns(columns, "directions", 2, MOST);
    }

    @Override
    public String text() {
        return columns.stream().map(name -> Quoted.of(name) + "^2").collect(Collectors.joining(" + ")) + " = 1";
    }

    @Override
    public List<ColumnInfo> infos(List<ColumnInfo> among) {
        return KeptRule.numbers(this, among);
    }

    @Override
    public boolean takesMissing() {
        return true;
    }
}
