// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;

/**
 * Each column is at most the next one, as far as both have a value: a start before an end. The first one is modelled, and how far
 * each other lies above the last value before it. Numbers, or dates, times, or dates with times, all of one kind.
 *
 * @param columns 2 to 20 names, the lowest column first
 */
public record KeptOrder(List<String> columns) implements KeptRule {
    private static final int MOST = 20;

    /** @throws FlowException when there are too few or too many columns, or one comes twice */
    public KeptOrder {
        columns = List.copyOf(columns);
        KeptRule.requireColumns(columns, "the order of columns", 2, MOST);
    }

    @Override
    public String text() {
        return columns.stream().map(Quoted::of).collect(Collectors.joining(" <= "));
    }

    /** As {@link KeptRule#parse} reads it. */
    public String written() {
        return columns.stream().map(RuleText::name).collect(Collectors.joining(" <= "));
    }

    @Override
    public List<ColumnInfo> infos(List<ColumnInfo> among) {
        List<ColumnInfo> infos = KeptRule.named(this, among);
        for (ColumnInfo info : infos) {
            if (!OrderGroup.comparable(infos.get(0).kind(), info.kind())) {
                throw new FlowException(
                        "The rule " + text() + " is to be kept, but " + Quoted.of(info.name())
                                + (info.equals(infos.get(0))
                                        ? " is not ordered."
                                        : " cannot be compared with "
                                                + Quoted.of(infos.get(0).name()) + "."),
                        "Name columns of numbers, or of dates, of times, or of dates with times alone.");
            }
        }
        return infos;
    }

    @Override
    public boolean takesMissing() {
        return true;
    }
}
