// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.flowmatch.standin.cell.TimeCell;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;

/**
 * A column's domain from the cells seen: the bounds when its values have an order (not-a-number is left out), the set
 * of values when they are categories and at most a given number.
 */
final class ColumnStatistics {

    private final DataColumnSpec m_column;
    private final int m_maxValues;
    private final Comparator<DataCell> m_order;
    private DataCell m_lower;
    private DataCell m_upper;
    private Set<DataCell> m_values;

    ColumnStatistics(final DataColumnSpec column, final boolean startWithDomain, final int maxValues) {
        m_column = column;
        m_maxValues = maxValues;
        m_order = order(column.getType());
        boolean nominal = column.getType().isCompatible(NominalValue.class);
        m_values = nominal ? new LinkedHashSet<>() : null;
        if (startWithDomain) {
            m_lower = column.getDomain().getLowerBound();
            m_upper = column.getDomain().getUpperBound();
            m_values = column.getDomain().hasValues()
                    ? new LinkedHashSet<>(column.getDomain().getValues())
                    : m_values;
        }
    }

    private static Comparator<DataCell> order(final DataType type) {
        if (!type.isCompatible(BoundedValue.class)) {
            return null;
        }
        if (type.isCompatible(LongValue.class)) {
            return Comparator.comparingLong(cell -> ((LongValue) cell).getLongValue());
        }
        if (type.getCellClass() != null && TimeCell.class.isAssignableFrom(type.getCellClass())) {
            return (one, other) -> ((TimeCell<?>) one).compareTo(other);
        }
        return type.isCompatible(DoubleValue.class)
                ? Comparator.comparingDouble(cell -> ((DoubleValue) cell).getDoubleValue())
                : null;
    }

    void see(final DataCell cell) {
        if (cell.isMissing()) {
            return;
        }
        if (m_order != null && !(cell instanceof DoubleValue number && Double.isNaN(number.getDoubleValue()))) {
            if (m_lower == null || m_order.compare(cell, m_lower) < 0) {
                m_lower = cell;
            }
            if (m_upper == null || m_order.compare(cell, m_upper) > 0) {
                m_upper = cell;
            }
        }
        if (m_values != null && m_values.add(cell) && m_values.size() > m_maxValues) {
            m_values = null;
        }
    }

    DataColumnSpec column() {
        var creator = new DataColumnSpecCreator(m_column);
        creator.setDomain(new DataColumnDomainCreator(m_values, m_lower, m_upper).createDomain());
        return creator.createSpec();
    }
}
