// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** The type of a port: the class of its objects (types of one class are equal), and whether it may stay unconnected. */
public final class PortType {

    public static final int DEFAULT_COLOR = 0xff9b9b9b;

    private static final String OBJECT_CLASS = "object_class";

    private final Class<? extends PortObject> m_objectClass;
    private final Class<? extends PortObjectSpec> m_specClass;
    private final String m_name;
    private final int m_color;
    private final boolean m_hidden;
    private final boolean m_optional;

    PortType(
            final Class<? extends PortObject> objectClass,
            final Class<? extends PortObjectSpec> specClass,
            final String name,
            final int color,
            final boolean hidden,
            final boolean optional) {
        m_objectClass = objectClass;
        m_specClass = specClass;
        m_name = name;
        m_color = color;
        m_hidden = hidden;
        m_optional = optional;
    }

    public String getName() {
        return m_name;
    }

    public int getColor() {
        return m_color;
    }

    public boolean isHidden() {
        return m_hidden;
    }

    public boolean isOptional() {
        return m_optional;
    }

    public Class<? extends PortObject> getPortObjectClass() {
        return m_objectClass;
    }

    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return m_specClass;
    }

    public boolean acceptsPortObject(final PortObject object) {
        return m_objectClass.isInstance(object);
    }

    public boolean acceptsPortObjectClass(final Class<? extends PortObject> objectClass) {
        return m_objectClass.isAssignableFrom(objectClass);
    }

    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return m_specClass.isInstance(spec);
    }

    public boolean isSuperTypeOf(final PortType type) {
        return m_objectClass.isAssignableFrom(type.m_objectClass);
    }

    PortType withOptional(final boolean optional) {
        return new PortType(m_objectClass, m_specClass, m_name, m_color, m_hidden, optional);
    }

    public void save(final ConfigWO config) {
        config.addString(OBJECT_CLASS, m_objectClass.getName());
    }

    public static PortType load(final ConfigRO config) throws InvalidSettingsException {
        String className = config.getString(OBJECT_CLASS);
        PortTypeRegistry registry = PortTypeRegistry.getInstance();
        return registry.getPortType(Optional.ofNullable(className)
                .flatMap(registry::getObjectClass)
                .orElseThrow(
                        () -> new InvalidSettingsException("Unknown class of port objects: \"" + className + "\".")));
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PortType type && m_objectClass == type.m_objectClass;
    }

    @Override
    public int hashCode() {
        return m_objectClass.hashCode();
    }

    @Override
    public String toString() {
        return "PortType(" + m_specClass.getSimpleName() + "," + m_objectClass.getSimpleName() + ")";
    }
}
