// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container.filter;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.knime.core.data.DataTableSpec;

/** What is to be read of a table: a range of rows, a set of columns. */
public final class TableFilter {

    private final OptionalLong m_from;
    private final OptionalLong m_to;
    private final Set<Integer> m_columns;

    private TableFilter(final OptionalLong from, final OptionalLong to, final Set<Integer> columns) {
        m_from = from;
        m_to = to;
        m_columns = columns;
    }

    public static TableFilter materializeCols(final int... columns) {
        return new TableFilter(
                OptionalLong.empty(),
                OptionalLong.empty(),
                Arrays.stream(columns).boxed().collect(Collectors.toUnmodifiableSet()));
    }

    public static TableFilter materializeCols(final DataTableSpec spec, final String... names) {
        return materializeCols(spec.columnsToIndices(names));
    }

    /** From the row at one index to the row at another, both included. */
    public static TableFilter filterRangeOfRows(final long from, final long to) {
        if (from < 0 || to < from) {
            throw new IndexOutOfBoundsException("No rows from " + from + " to " + to + ".");
        }
        return new TableFilter(OptionalLong.of(from), OptionalLong.of(to), null);
    }

    public static TableFilter filterRowsFromIndex(final long from) {
        return new TableFilter(OptionalLong.of(from), OptionalLong.empty(), null);
    }

    public static TableFilter filterRowsToIndex(final long to) {
        return new TableFilter(OptionalLong.empty(), OptionalLong.of(to), null);
    }

    public Optional<Long> getFromRowIndex() {
        return m_from.stream().boxed().findFirst();
    }

    public Optional<Long> getToRowIndex() {
        return m_to.stream().boxed().findFirst();
    }

    public Optional<Set<Integer>> getMaterializeColumnIndices() {
        return Optional.ofNullable(m_columns);
    }

    /** Refuses columns and rows that are not there. */
    public void validate(final DataTableSpec spec, final long size) {
        if (m_columns != null) {
            m_columns.forEach(column -> checkIndex("column", column, spec.getNumColumns()));
        }
        m_from.ifPresent(from -> checkIndex("row", from, size));
        m_to.ifPresent(to -> checkIndex("row", to, size));
    }

    private static void checkIndex(final String what, final long index, final long count) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("There is no " + what + " at " + index + ": there are " + count + ".");
        }
    }
}
