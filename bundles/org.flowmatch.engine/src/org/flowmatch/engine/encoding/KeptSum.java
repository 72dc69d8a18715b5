// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;

/**
 * Columns of numbers that are not negative add up to another column: parts of a whole. Modelled are the whole, and the share that each
 * part but one has of what the parts before it leave. Parts of the same whole in all rows are {@link KeptShares}.
 *
 * @param parts 2 to 19 names
 * @param whole the column that they add up to
 */
public record KeptSum(List<String> parts, String whole) implements KeptRule {
    private static final int MOST = 20;

    /** @throws org.flowmatch.engine.FlowException when there are too few or too many parts, or a column comes twice */
    public KeptSum {
        parts = List.copyOf(parts);
        KeptRule.requireColumns(columns(parts, whole), "a sum", 3, MOST);
    }

    /** The parts, then the whole. */
    @Override
    public List<String> columns() {
        return columns(parts, whole);
    }

    private static List<String> columns(List<String> parts, String whole) {
        return Stream.concat(parts.stream(), Stream.of(whole)).toList();
    }

    @Override
    public String text() {
        return text(Quoted::of);
    }

    /** As {@link KeptRule#parse} reads it. */
    public String written() {
        return text(RuleText::name);
    }

    private String text(UnaryOperator<String> name) {
        return parts.stream().map(name).collect(Collectors.joining(" + ")) + " = " + name.apply(whole);
    }

    @Override
    public List<ColumnInfo> infos(List<ColumnInfo> among) {
        return KeptRule.numbers(this, among);
    }
}
