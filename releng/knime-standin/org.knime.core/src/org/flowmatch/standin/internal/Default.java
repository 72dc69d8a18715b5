// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.internal;

import org.knime.core.node.InvalidSettingsException;

/** A setting, or what stands in for it when it is absent or of another type. */
public final class Default {

    private static final System.Logger LOGGER = System.getLogger(Default.class.getName());

    private Default() {}

    /** Reads a setting. */
    @FunctionalInterface
    public interface Getter<T> {

        T get() throws InvalidSettingsException;
    }

    public static <T> T orElse(final Getter<T> getter, final T def) {
        try {
            return getter.get();
        } catch (InvalidSettingsException absent) {
            LOGGER.log(System.Logger.Level.TRACE, absent);
            return def;
        }
    }
}
