// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.Locale;
import java.util.function.Supplier;

/** Writes a class's messages to the platform's log. */
public final class NodeLogger {

    private final System.Logger m_logger;

    private NodeLogger(final String name) {
        m_logger = System.getLogger(name);
    }

    public static NodeLogger getLogger(final Class<?> type) {
        return getLogger(type.getName());
    }

    public static NodeLogger getLogger(final String name) {
        return new NodeLogger(name);
    }

    private void log(final System.Logger.Level level, final Object message, final Throwable cause) {
        m_logger.log(level, String.valueOf(message), cause);
    }

    public void debug(final Object message) {
        log(System.Logger.Level.DEBUG, message, null);
    }

    public void debug(final Object message, final Throwable cause) {
        log(System.Logger.Level.DEBUG, message, cause);
    }

    public void debug(final Supplier<Object> message) {
        log(System.Logger.Level.DEBUG, message.get(), null);
    }

    public void debugWithFormat(final String format, final Object... arguments) {
        log(System.Logger.Level.DEBUG, String.format(Locale.ROOT, format, arguments), null);
    }

    public void info(final Object message) {
        log(System.Logger.Level.INFO, message, null);
    }

    public void info(final Object message, final Throwable cause) {
        log(System.Logger.Level.INFO, message, cause);
    }

    public void info(final Supplier<Object> message) {
        log(System.Logger.Level.INFO, message.get(), null);
    }

    public void infoWithFormat(final String format, final Object... arguments) {
        log(System.Logger.Level.INFO, String.format(Locale.ROOT, format, arguments), null);
    }

    public void warn(final Object message) {
        log(System.Logger.Level.WARNING, message, null);
    }

    public void warn(final Object message, final Throwable cause) {
        log(System.Logger.Level.WARNING, message, cause);
    }

    public void warn(final Supplier<Object> message) {
        log(System.Logger.Level.WARNING, message.get(), null);
    }

    public void warnWithFormat(final String format, final Object... arguments) {
        log(System.Logger.Level.WARNING, String.format(Locale.ROOT, format, arguments), null);
    }

    public void error(final Object message) {
        log(System.Logger.Level.ERROR, message, null);
    }

    public void error(final Object message, final Throwable cause) {
        log(System.Logger.Level.ERROR, message, cause);
    }

    public void error(final Supplier<Object> message) {
        log(System.Logger.Level.ERROR, message.get(), null);
    }

    public void errorWithFormat(final String format, final Object... arguments) {
        log(System.Logger.Level.ERROR, String.format(Locale.ROOT, format, arguments), null);
    }

    public void fatal(final Object message) {
        log(System.Logger.Level.ERROR, message, null);
    }

    public void fatal(final Object message, final Throwable cause) {
        log(System.Logger.Level.ERROR, message, cause);
    }

    public void fatal(final Supplier<Object> message) {
        log(System.Logger.Level.ERROR, message.get(), null);
    }

    public void fatalWithFormat(final String format, final Object... arguments) {
        log(System.Logger.Level.ERROR, String.format(Locale.ROOT, format, arguments), null);
    }

    public void coding(final Object message) {
        log(System.Logger.Level.ERROR, "CODING PROBLEM: " + message, null);
    }

    public void coding(final Object message, final Throwable cause) {
        log(System.Logger.Level.ERROR, "CODING PROBLEM: " + message, cause);
    }

    public void coding(final Supplier<Object> message) {
        log(System.Logger.Level.ERROR, "CODING PROBLEM: " + message.get(), null);
    }

    public void codingWithFormat(final String format, final Object... arguments) {
        log(System.Logger.Level.ERROR, "CODING PROBLEM: " + String.format(Locale.ROOT, format, arguments), null);
    }

    public boolean isDebugEnabled() {
        return m_logger.isLoggable(System.Logger.Level.DEBUG);
    }

    public boolean isInfoEnabled() {
        return m_logger.isLoggable(System.Logger.Level.INFO);
    }
}
