// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.internal;

import java.lang.reflect.Constructor;

/**
 * Reaches what an API package keeps to itself: each such package holds one class that is not public and extends one of
 * the abstract classes beside this one.
 */
final class Friend {

    private Friend() {}

    static <T> T load(final Class<T> type, final String className) {
        try {
            Constructor<?> constructor = Class.forName(className, true, Friend.class.getClassLoader())
                    .getDeclaredConstructor();
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("The stand-in is incomplete: " + className + ".", failure);
        }
    }
}
