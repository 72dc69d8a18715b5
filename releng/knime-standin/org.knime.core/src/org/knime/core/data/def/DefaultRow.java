// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row in memory. */
public class DefaultRow implements DataRow {

    private final RowKey m_key;
    private final DataCell[] m_cells;

    public DefaultRow(final RowKey key, final DataCell... cells) {
        m_key = Objects.requireNonNull(key, "A row needs a key.");
        m_cells = cells.clone();
        for (DataCell cell : m_cells) {
            Objects.requireNonNull(cell, "A cell must not be null: use DataType.getMissingCell().");
        }
    }

    public DefaultRow(final String key, final DataCell... cells) {
        this(new RowKey(key), cells);
    }

    public DefaultRow(final RowKey key, final List<DataCell> cells) {
        this(key, cells.toArray(DataCell[]::new));
    }

    public DefaultRow(final String key, final List<DataCell> cells) {
        this(new RowKey(key), cells);
    }

    public DefaultRow(final RowKey key, final DataRow row) {
        this(key, row.stream().toArray(DataCell[]::new));
    }

    public DefaultRow(final String key, final DataRow row) {
        this(new RowKey(key), row);
    }

    public DefaultRow(final RowKey key, final double... values) {
        this(key, DoubleStream.of(values).mapToObj(DoubleCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String key, final double... values) {
        this(new RowKey(key), values);
    }

    public DefaultRow(final RowKey key, final int... values) {
        this(key, IntStream.of(values).mapToObj(IntCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String key, final int... values) {
        this(new RowKey(key), values);
    }

    public DefaultRow(final RowKey key, final String... values) {
        this(key, Stream.of(values).map(StringCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String key, final String... values) {
        this(new RowKey(key), values);
    }

    @Override
    public final RowKey getKey() {
        return m_key;
    }

    @Override
    public final int getNumCells() {
        return m_cells.length;
    }

    @Override
    public final DataCell getCell(final int index) {
        return m_cells[index];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return List.of(m_cells).iterator();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DefaultRow row && m_key.equals(row.m_key) && Arrays.equals(m_cells, row.m_cells);
    }

    @Override
    public int hashCode() {
        return 31 * m_key.hashCode() + Arrays.hashCode(m_cells);
    }

    @Override
    public String toString() {
        return m_key + Arrays.toString(m_cells);
    }
}
