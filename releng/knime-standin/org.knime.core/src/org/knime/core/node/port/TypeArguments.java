// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;

/** Finds the class that a serializer is for, and makes instances of it. */
final class TypeArguments {

    private TypeArguments() {}

    /** The type argument that a class gives to a generic super class with one type parameter. */
    static <T> Class<T> of(final Class<?> type, final Class<?> genericSuperclass) {
        Class<?> at = type;
        Type argument = null;
        while (at != null && at != genericSuperclass) {
            Type parent = at.getGenericSuperclass();
            if (parent instanceof ParameterizedType generic && !(argument instanceof Class<?>)) {
                argument = generic.getActualTypeArguments()[0];
            }
            at = at.getSuperclass();
        }
        if (at == null || argument == null || argument instanceof TypeVariable<?>) {
            throw new IllegalArgumentException(
                    type.getName() + " does not say for which class it extends " + genericSuperclass.getName() + ".");
        }
        @SuppressWarnings("unchecked")
        var found = (Class<T>) (argument instanceof ParameterizedType generic ? generic.getRawType() : argument);
        return found;
    }

    static <T> T newInstance(final Class<T> type) throws IOException {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException failure) {
            throw new IOException(
                    type.getName() + " cannot be made by a constructor without arguments: " + failure.getMessage(),
                    failure);
        }
    }
}
