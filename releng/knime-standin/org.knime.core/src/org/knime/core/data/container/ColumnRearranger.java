// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;

/** Describes a table made of another one's columns: some kept, moved, replaced or left out, some new. */
public class ColumnRearranger {

    private final DataTableSpec m_input;
    private final List<Column> m_columns = new ArrayList<>();

    /** A column of the input (factory null) or the index-th of a factory. */
    private record Column(CellFactory factory, int index, DataColumnSpec spec) {}

    public ColumnRearranger(final DataTableSpec input) {
        m_input = input;
        for (int i = 0; i < input.getNumColumns(); i++) {
            m_columns.add(new Column(null, i, input.getColumnSpec(i)));
        }
    }

    private static List<Column> columnsOf(final CellFactory factory) {
        DataColumnSpec[] specs = factory.getColumnSpecs();
        return IntStream.range(0, specs.length)
                .mapToObj(i -> new Column(factory, i, specs[i]))
                .collect(Collectors.toList());
    }

    public final void append(final CellFactory factory) {
        m_columns.addAll(columnsOf(factory));
    }

    public final void insertAt(final int position, final CellFactory factory) {
        m_columns.addAll(position, columnsOf(factory));
    }

    public final void replace(final CellFactory factory, final String name) {
        replace(factory, existing(name));
    }

    public final void replace(final CellFactory factory, final int... positions) {
        List<Column> columns = columnsOf(factory);
        if (columns.size() != positions.length) {
            throw new IndexOutOfBoundsException(
                    positions.length + " columns cannot be replaced by " + columns.size() + " new ones.");
        }
        for (int i = 0; i < positions.length; i++) {
            m_columns.set(positions[i], columns.get(i));
        }
    }

    public final void keepOnly(final String... names) {
        keepOnly(existing(names));
    }

    public final void keepOnly(final int... positions) {
        Set<Integer> kept = checked(positions);
        List<Column> columns = IntStream.range(0, m_columns.size())
                .filter(kept::contains)
                .mapToObj(m_columns::get)
                .toList();
        m_columns.clear();
        m_columns.addAll(columns);
    }

    public final void remove(final String... names) {
        remove(existing(names));
    }

    public final void remove(final int... positions) {
        Set<Integer> removed = checked(positions);
        keepOnly(IntStream.range(0, m_columns.size())
                .filter(i -> !removed.contains(i))
                .toArray());
    }

    public final void move(final String name, final int position) {
        move(existing(name)[0], position);
    }

    /** Moves the column before the one that is now at the position; the number of columns moves it to the end. */
    public final void move(final int from, final int position) {
        Column column = m_columns.remove(from);
        m_columns.add(from < position ? position - 1 : position, column);
    }

    /** Puts the named columns first, in that order. */
    public final void permute(final String[] names) {
        permute(existing(names));
    }

    public final void permute(final int[] positions) {
        Set<Integer> first = checked(positions);
        List<Column> columns = new ArrayList<>();
        Arrays.stream(positions).mapToObj(m_columns::get).forEach(columns::add);
        IntStream.range(0, m_columns.size())
                .filter(i -> !first.contains(i))
                .mapToObj(m_columns::get)
                .forEach(columns::add);
        m_columns.clear();
        m_columns.addAll(columns);
    }

    public final int getColumnCount() {
        return m_columns.size();
    }

    /** The position of the column of that name, -1 when there is none. */
    public final int indexOf(final String name) {
        return IntStream.range(0, m_columns.size())
                .filter(i -> m_columns.get(i).spec().getName().equals(name))
                .findFirst()
                .orElse(-1);
    }

    private int[] existing(final String... names) {
        return Stream.of(names)
                .mapToInt(name -> {
                    int index = indexOf(name);
                    if (index < 0) {
                        throw new IllegalArgumentException("No such column: \"" + name + "\".");
                    }
                    return index;
                })
                .toArray();
    }

    private Set<Integer> checked(final int[] positions) {
        for (int position : positions) {
            if (position < 0 || position >= m_columns.size()) {
                throw new IndexOutOfBoundsException(
                        "No column at " + position + ": there are " + m_columns.size() + ".");
            }
        }
        Set<Integer> distinct = Arrays.stream(positions).boxed().collect(Collectors.toSet());
        if (distinct.size() < positions.length) {
            throw new IndexOutOfBoundsException("A column is named twice: " + Arrays.toString(positions) + ".");
        }
        return distinct;
    }

    public final DataTableSpec createSpec() {
        return new DataTableSpecCreator(m_input)
                .dropAllColumns()
                .addColumns(m_columns.stream().map(Column::spec).toArray(DataColumnSpec[]::new))
                .createSpec();
    }

    DataTableSpec input() {
        return m_input;
    }

    List<CellFactory> factories() {
        Map<CellFactory, Boolean> factories = new IdentityHashMap<>();
        m_columns.stream()
                .filter(column -> column.factory() != null)
                .forEach(column -> factories.put(column.factory(), true));
        return List.copyOf(factories.keySet());
    }

    /** The cells of the new row; every factory is asked once per row. */
    DataCell[] cells(final DataRow row, final long rowIndex) {
        Map<CellFactory, DataCell[]> made = new IdentityHashMap<>();
        var cells = new DataCell[m_columns.size()];
        for (int i = 0; i < cells.length; i++) {
            Column column = m_columns.get(i);
            cells[i] = column.factory() == null
                    ? row.getCell(column.index())
                    : made.computeIfAbsent(column.factory(), factory -> factory.getCells(row, rowIndex))[
                            column.index()];
        }
        return cells;
    }
}
