// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.cell;

import java.io.Serializable;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.StringValue;

/**
 * A cell of a value of java.time, told wholly by its ISO 8601 text. It is a text, too, as the real ones are.
 *
 * @param <T> the class of the value
 */
public abstract class TimeCell<T extends Comparable<? super T> & Serializable> extends DataCell
        implements BoundedValue, StringValue {

    private static final long serialVersionUID = 1L;

    private final T m_value;

    protected TimeCell(final T value) {
        m_value = value;
    }

    protected final T value() {
        return m_value;
    }

    /** The order in time of two cells of one class. */
    @SuppressWarnings("unchecked") // cells of one class have values of one class
    public final int compareTo(final DataCell other) {
        return m_value.compareTo(((TimeCell<T>) getClass().cast(other)).m_value);
    }

    @Override
    public final String getStringValue() {
        return m_value.toString();
    }

    @Override
    protected final boolean equalsDataCell(final DataCell cell) {
        return m_value.equals(((TimeCell<?>) cell).m_value);
    }

    @Override
    public final int hashCode() {
        return m_value.hashCode();
    }

    @Override
    public final String toString() {
        return m_value.toString();
    }
}
