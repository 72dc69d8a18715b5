// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.standin.extension.Extension;
import org.flowmatch.standin.extension.ExtensionPoints;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;

/** The port types that bundles declare at the extension point org.knime.core.PortType, and the ones built in. */
public final class PortTypeRegistry {

    private static final String POINT = "org.knime.core.PortType";

    private final Map<String, Extension> m_declared = new LinkedHashMap<>();

    private PortTypeRegistry() {
        ExtensionPoints.find(POINT, "portType")
                .forEach(extension -> m_declared.put(extension.attribute("objectClass"), extension));
    }

    private static final class Holder {

        private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();
    }

    public static PortTypeRegistry getInstance() {
        return Holder.INSTANCE;
    }

    public Collection<PortType> availablePortTypes() {
        var types = new LinkedHashMap<String, PortType>();
        types.put("", getPortType(PortObject.class));
        types.put("table", getPortType(BufferedDataTable.class));
        types.put("variable", getPortType(FlowVariablePortObject.class));
        m_declared.forEach(
                (name, extension) -> types.put(name, getPortType(extension.load("objectClass", PortObject.class))));
        return types.values();
    }

    public PortType getPortType(final Class<? extends PortObject> objectClass) {
        return getPortType(objectClass, false);
    }

    public PortType getPortType(final Class<? extends PortObject> objectClass, final boolean optional) {
        return type(objectClass).withOptional(optional);
    }

    private PortType type(final Class<? extends PortObject> objectClass) {
        if (objectClass == PortObject.class) {
            return builtIn(objectClass, PortObjectSpec.class, "Generic Port", PortType.DEFAULT_COLOR);
        }
        if (objectClass == BufferedDataTable.class) {
            return builtIn(objectClass, DataTableSpec.class, "Table", 0);
        }
        if (objectClass == FlowVariablePortObject.class) {
            return builtIn(objectClass, FlowVariablePortObjectSpec.class, "Flow Variable", 0xff4b4b);
        }
        Extension extension = m_declared.get(objectClass.getName());
        if (extension == null) {
            return new PortType(
                    objectClass,
                    Undeclared.specClass(objectClass),
                    objectClass.getSimpleName(),
                    PortType.DEFAULT_COLOR,
                    true,
                    false);
        }
        return new PortType(
                objectClass,
                extension.load("specClass", PortObjectSpec.class),
                extension.attribute("name"),
                color(extension.attribute("color")),
                Boolean.parseBoolean(extension.attribute("hidden")),
                false);
    }

    private static PortType builtIn(
            final Class<? extends PortObject> objectClass,
            final Class<? extends PortObjectSpec> specClass,
            final String name,
            final int color) {
        return new PortType(objectClass, specClass, name, color, false, false);
    }

    private static int color(final String text) {
        return text != null && text.matches("#[0-9a-fA-F]{6}")
                ? Integer.parseInt(text.substring(1), 16)
                : PortType.DEFAULT_COLOR;
    }

    public Optional<Class<? extends PortObject>> getObjectClass(final String className) {
        if (className.equals(BufferedDataTable.class.getName())) {
            return Optional.of(BufferedDataTable.class);
        }
        if (className.equals(PortObject.class.getName())) {
            return Optional.of(PortObject.class);
        }
        if (className.equals(FlowVariablePortObject.class.getName())) {
            return Optional.of(FlowVariablePortObject.class);
        }
        Extension extension = m_declared.get(className);
        return extension == null
                ? Undeclared.find(className, PortObject.class)
                : Optional.of(extension.load("objectClass", PortObject.class));
    }

    public Optional<Class<? extends PortObjectSpec>> getSpecClass(final String className) {
        Extension extension = declaredSpec(className);
        return extension == null
                ? Undeclared.find(className, PortObjectSpec.class)
                : Optional.of(extension.load("specClass", PortObjectSpec.class));
    }

    private Extension declaredSpec(final String className) {
        return m_declared.values().stream()
                .filter(extension -> className.equals(extension.attribute("specClass")))
                .findFirst()
                .orElse(null);
    }

    /** The serializer for the class; none when its type argument is another class. */
    public Optional<PortObjectSerializer<PortObject>> getObjectSerializer(
            final Class<? extends PortObject> objectClass) {
        Extension extension = m_declared.get(objectClass.getName());
        Object made = extension == null
                ? Undeclared.serializer(objectClass, "getPortObjectSerializer")
                : extension.create("objectSerializer", PortObjectSerializer.class);
        return Optional.ofNullable(made)
                .filter(found -> TypeArguments.of(found.getClass(), PortObjectSerializer.class) == objectClass)
                .map(PortTypeRegistry::ofObjects);
    }

    /** The serializer for the class; none when its type argument is another class. */
    public Optional<PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
            final Class<? extends PortObjectSpec> specClass) {
        Extension extension = declaredSpec(specClass.getName());
        Object made = extension == null
                ? Undeclared.serializer(specClass, "getPortObjectSpecSerializer")
                : extension.create("specSerializer", PortObjectSpecSerializer.class);
        return Optional.ofNullable(made)
                .filter(found -> TypeArguments.of(found.getClass(), PortObjectSpecSerializer.class) == specClass)
                .map(PortTypeRegistry::ofSpecs);
    }

    @SuppressWarnings("unchecked") // the class that the serializer was asked for has been checked
    private static PortObjectSerializer<PortObject> ofObjects(final Object serializer) {
        return (PortObjectSerializer<PortObject>) serializer;
    }

    @SuppressWarnings("unchecked") // the class that the serializer was asked for has been checked
    private static PortObjectSpecSerializer<PortObjectSpec> ofSpecs(final Object serializer) {
        return (PortObjectSpecSerializer<PortObjectSpec>) serializer;
    }
}
