// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.flowmatch.engine.Quoted;

/**
 * What a table tells of rows that are to be completed: its cells are given, its missing ones are open. A label that the
 * encoding does not know is open, too; a number beyond the observed range counts as the end of the range. Both are counted.
 */
public final class GivenCells {
    private final Set<String> givenAsMissing;
    private final Optional<String> mark;
    private final Map<String, LongAdder> unseen;
    private final Map<String, LongAdder> outside;

    /** @param givenAsMissing columns whose missing cells are given as such, where the encoding knows missing ones */
    public GivenCells(Set<String> givenAsMissing) {
        this(givenAsMissing, Optional.empty());
    }

    /** @param mark what stands in codes where a symbol is not known: open, too */
    public GivenCells(Set<String> givenAsMissing, Optional<String> mark) {
        this(givenAsMissing, mark, new ConcurrentSkipListMap<>(), new ConcurrentSkipListMap<>());
    }

    private GivenCells(
            Set<String> givenAsMissing,
            Optional<String> mark,
            Map<String, LongAdder> unseen,
            Map<String, LongAdder> outside) {
        this.givenAsMissing = Set.copyOf(givenAsMissing);
        this.mark = mark;
        this.unseen = unseen;
        this.outside = outside;
    }

    /** The same with other columns, whose cells count here. */
    GivenCells of(Set<String> others) {
        return new GivenCells(others, mark, unseen, outside);
    }

    Set<String> givenAsMissing() {
        return givenAsMissing;
    }

    Optional<String> mark() {
        return mark;
    }

    /**
     * Which cells of a column are open.
     *
     * @param values of the column, places of texts; open ones become a value that can be encoded
     */
    boolean[] open(FittedColumn column, double[] values) {
        boolean[] open = new boolean[values.length];
        String name = column.info().name();
        boolean missing = column.encoding().mayMiss();
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                open[i] = !(missing && givenAsMissing.contains(name));
            } else if (!column.info().kind().numeric() && values[i] == FittedColumn.UNSEEN) {
                open[i] = true;
                count(unseen, name);
            } else if (values[i] < column.smallest() || values[i] > column.largest()) {
                values[i] = Math.max(column.smallest(), Math.min(column.largest(), values[i]));
                count(outside, name);
            }
            if (open[i]) {
                values[i] = column.smallest();
            }
        }
        return open;
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, none -> new LongAdder()).increment();
    }

    /** What a user should know about the cells that were read. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        unseen.forEach((name, count) -> warnings.add("Column " + Quoted.of(name) + ": " + count
                + " cells have a label that the model does not know; they are taken as missing."));
        outside.forEach((name, count) -> warnings.add("Column " + Quoted.of(name) + ": " + count
                + " numbers lie outside the range that the model was trained on; they are taken as its ends."));
        return warnings;
    }
}
