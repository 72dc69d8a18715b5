// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.Objects;
import org.knime.core.node.workflow.VariableType.DoubleType;
import org.knime.core.node.workflow.VariableType.IntType;
import org.knime.core.node.workflow.VariableType.StringType;

/** A named value that goes along with the data. */
public final class FlowVariable {

    private final String m_name;
    private final VariableType<?> m_type;
    private final Object m_value;

    public <T> FlowVariable(final String name, final VariableType<T> type, final T value) {
        m_name = Objects.requireNonNull(name, "A flow variable needs a name.");
        m_type = type;
        m_value = value;
    }

    public FlowVariable(final String name, final String value) {
        this(name, StringType.INSTANCE, value);
    }

    public FlowVariable(final String name, final int value) {
        this(name, IntType.INSTANCE, value);
    }

    public FlowVariable(final String name, final double value) {
        this(name, DoubleType.INSTANCE, value);
    }

    public String getName() {
        return m_name;
    }

    public VariableType<?> getVariableType() {
        return m_type;
    }

    public <T> T getValue(final VariableType<T> expectedType) {
        if (!m_type.equals(expectedType)) {
            throw new IllegalArgumentException(
                    "The flow variable \"" + m_name + "\" is of type " + m_type + ", not " + expectedType + ".");
        }
        return expectedType.getSimpleType().cast(m_value);
    }

    public String getStringValue() {
        return getValue(StringType.INSTANCE);
    }

    public int getIntValue() {
        return getValue(IntType.INSTANCE);
    }

    public double getDoubleValue() {
        return getValue(DoubleType.INSTANCE);
    }

    public String getValueAsString() {
        return String.valueOf(m_value);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof FlowVariable variable
                && m_name.equals(variable.m_name)
                && m_type.equals(variable.m_type)
                && Objects.equals(m_value, variable.m_value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_name, m_type, m_value);
    }

    @Override
    public String toString() {
        return "\"" + m_name + "\" (" + m_type + ": " + m_value + ")";
    }
}
