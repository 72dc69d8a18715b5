// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes objects of classes that annotations name; constructors need not be public. */
public final class Instances {

    private Instances() {}

    /** @throws IllegalStateException when there is no constructor with these parameters, or it fails */
    public static <T> T create(Class<T> type, Class<?>[] parameters, Object... arguments) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException("The constructor of " + type.getName() + " failed", failed.getCause());
        } catch (ReflectiveOperationException none) {
            throw new IllegalStateException(
                    type.getName() + " must be a static class with a constructor without arguments", none);
        }
    }

    public static <T> T create(Class<T> type) {
        return create(type, new Class<?>[0]);
    }

    static boolean hasConstructor(Class<?> type, Class<?>... parameters) {
        try {
            type.getDeclaredConstructor(parameters);
            return true;
        } catch (
                @SuppressWarnings("unused")
                NoSuchMethodException none) {
            return false;
        }
    }
}
