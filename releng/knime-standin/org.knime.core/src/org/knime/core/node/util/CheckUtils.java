// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.util;

import java.util.Locale;
import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;

/** Throws what fits when a condition does not hold; the message is a format when there are arguments. */
public final class CheckUtils {

    private CheckUtils() {}

    private static String text(final String message, final Object... arguments) {
        return arguments.length == 0 ? message : String.format(Locale.ROOT, message, arguments);
    }

    public static void checkArgument(final boolean condition, final String message) throws IllegalArgumentException {
        checkArgument(condition, message, new Object[0]);
    }

    public static void checkArgument(final boolean condition, final String message, final Object... arguments)
            throws IllegalArgumentException {
        if (!condition) {
            throw new IllegalArgumentException(text(message, arguments));
        }
    }

    public static <T> T checkArgumentNotNull(final T value) throws IllegalArgumentException {
        return checkArgumentNotNull(value, "Argument must not be null.");
    }

    public static <T> T checkArgumentNotNull(final T value, final String message, final Object... arguments)
            throws IllegalArgumentException {
        checkArgument(value != null, message, arguments);
        return value;
    }

    public static <T> T checkNotNull(final T value) throws NullPointerException {
        return Objects.requireNonNull(value);
    }

    public static <T> T checkNotNull(final T value, final String message) throws NullPointerException {
        return Objects.requireNonNull(value, message);
    }

    public static void checkSetting(final boolean condition, final String message, final Object... arguments)
            throws InvalidSettingsException {
        if (!condition) {
            throw new InvalidSettingsException(text(message, arguments));
        }
    }

    public static <T> T checkSettingNotNull(final T value, final String message, final Object... arguments)
            throws InvalidSettingsException {
        checkSetting(value != null, message, arguments);
        return value;
    }

    public static void checkState(final boolean condition, final String message) throws IllegalStateException {
        checkState(condition, message, new Object[0]);
    }

    public static void checkState(final boolean condition, final String message, final Object... arguments)
            throws IllegalStateException {
        if (!condition) {
            throw new IllegalStateException(text(message, arguments));
        }
    }
}
