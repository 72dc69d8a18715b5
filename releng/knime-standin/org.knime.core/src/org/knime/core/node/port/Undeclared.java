// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.node.NodeLogger;

/** Port object classes that no extension declares: they bring their serializers in static methods. */
final class Undeclared {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(Undeclared.class);

    private Undeclared() {}

    /** The class that the thread's context class loader knows by that name. */
    static <T> Optional<Class<? extends T>> find(final String className, final Class<T> type) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return Optional.of(Class.forName(className, true, loader).asSubclass(type));
        } catch (ClassNotFoundException unknown) {
            LOGGER.debug("No class of port objects", unknown);
            return Optional.empty();
        }
    }

    /** The spec class that the class's getSpec() returns. */
    static Class<? extends PortObjectSpec> specClass(final Class<? extends PortObject> objectClass) {
        try {
            return objectClass.getMethod("getSpec").getReturnType().asSubclass(PortObjectSpec.class);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the static method returns, null when there is none. */
    static Object serializer(final Class<?> type, final String method) {
        Method found = Stream.of(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElse(null);
        if (found == null) {
            return null;
        }
        try {
            found.setAccessible(true);
            return found.invoke(null);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(type.getName() + "." + method + " failed: " + failure, failure);
        }
    }
}
