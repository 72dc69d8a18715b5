// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.extension;

/** One declaration at an extension point. */
public interface Extension {

    /** The attribute's value, null when it is not there. */
    String attribute(String name);

    /** The symbolic name of the bundle that declares it. */
    String contributor();

    /** The class that an attribute names; throws {@link IllegalStateException} when there is no such class. */
    Class<?> load(String attribute);

    default <T> Class<? extends T> load(final String attribute, final Class<T> type) {
        return load(attribute).asSubclass(type);
    }

    /** A new instance of the class that an attribute names. */
    default <T> T create(final String attribute, final Class<T> type) {
        Class<? extends T> found = load(attribute, type);
        try {
            return found.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(
                    found.getName() + " cannot be made by a public constructor without arguments: " + failure, failure);
        }
    }
}
