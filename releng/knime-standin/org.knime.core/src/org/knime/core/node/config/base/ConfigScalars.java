// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowmatch.standin.internal.Default;
import org.knime.core.node.InvalidSettingsException;

/** The entries of a settings tree, and its scalars by type. */
abstract class ConfigScalars extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private final Map<String, AbstractConfigEntry> m_entries = new LinkedHashMap<>();

    ConfigScalars(final String key) {
        super(key, ConfigEntries.config);
    }

    final Map<String, AbstractConfigEntry> entries() {
        return m_entries;
    }

    private void set(final String key, final ConfigEntries type, final Object value) {
        m_entries.put(key, new ConfigLeaf(key, type, value));
    }

    private <T> T scalar(final String key, final ConfigEntries type, final Class<T> valueClass)
            throws InvalidSettingsException {
        if (m_entries.get(key) instanceof ConfigLeaf leaf && leaf.getType() == type) {
            return valueClass.cast(leaf.value());
        }
        AbstractConfigEntry other = m_entries.get(key);
        throw new InvalidSettingsException(valueClass.getSimpleName() + " for key \"" + key + "\" not found"
                + (other == null ? "." : ": its type is " + other.getType() + "."));
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        set(key, ConfigEntries.xboolean, value);
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xboolean, Boolean.class);
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return Default.orElse(() -> getBoolean(key), def);
    }

    @Override
    public void addByte(final String key, final byte value) {
        set(key, ConfigEntries.xbyte, value);
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xbyte, Byte.class);
    }

    @Override
    public byte getByte(final String key, final byte def) {
        return Default.orElse(() -> getByte(key), def);
    }

    @Override
    public void addChar(final String key, final char value) {
        set(key, ConfigEntries.xchar, value);
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xchar, Character.class);
    }

    @Override
    public char getChar(final String key, final char def) {
        return Default.orElse(() -> getChar(key), def);
    }

    @Override
    public void addDouble(final String key, final double value) {
        set(key, ConfigEntries.xdouble, value);
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xdouble, Double.class);
    }

    @Override
    public double getDouble(final String key, final double def) {
        return Default.orElse(() -> getDouble(key), def);
    }

    @Override
    public void addFloat(final String key, final float value) {
        set(key, ConfigEntries.xfloat, value);
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xfloat, Float.class);
    }

    @Override
    public float getFloat(final String key, final float def) {
        return Default.orElse(() -> getFloat(key), def);
    }

    @Override
    public void addInt(final String key, final int value) {
        set(key, ConfigEntries.xint, value);
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xint, Integer.class);
    }

    @Override
    public int getInt(final String key, final int def) {
        return Default.orElse(() -> getInt(key), def);
    }

    @Override
    public void addLong(final String key, final long value) {
        set(key, ConfigEntries.xlong, value);
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xlong, Long.class);
    }

    @Override
    public long getLong(final String key, final long def) {
        return Default.orElse(() -> getLong(key), def);
    }

    @Override
    public void addShort(final String key, final short value) {
        set(key, ConfigEntries.xshort, value);
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xshort, Short.class);
    }

    @Override
    public short getShort(final String key, final short def) {
        return Default.orElse(() -> getShort(key), def);
    }

    @Override
    public void addString(final String key, final String value) {
        set(key, ConfigEntries.xstring, value);
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return scalar(key, ConfigEntries.xstring, String.class);
    }

    @Override
    public String getString(final String key, final String def) {
        return Default.orElse(() -> getString(key), def);
    }
}
