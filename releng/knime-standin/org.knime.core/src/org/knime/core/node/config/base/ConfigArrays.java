// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.lang.reflect.Array;
import org.flowmatch.standin.internal.ArrayLength;
import org.flowmatch.standin.internal.Default;
import org.knime.core.node.InvalidSettingsException;

/**
 * The arrays of a settings tree: a sub-tree with the length under array-size and the elements under 0, 1, ...; a null
 * array is a sub-tree without array-size.
 */
abstract class ConfigArrays extends ConfigScalars {

    ConfigArrays(final String key) {
        super(key);
    }

    private void addArray(final String key, final ConfigEntries type, final Object values) {
        ConfigBase array = addConfigBase(key);
        if (values == null) {
            return;
        }
        int size = Array.getLength(values);
        array.addInt(ArrayLength.KEY, size);
        for (int i = 0; i < size; i++) {
            String index = Integer.toString(i);
            array.put(new ConfigLeaf(index, type, Array.get(values, i)));
        }
    }

    private <A> A array(final String key, final ConfigEntries type, final Class<A> arrayClass)
            throws InvalidSettingsException {
        ConfigBase config = getConfigBase(key);
        int size = ArrayLength.of(config);
        if (size < 0) {
            return null;
        }
        Object values = Array.newInstance(arrayClass.getComponentType(), size);
        for (int i = 0; i < size; i++) {
            if (!(config.getEntry(Integer.toString(i)) instanceof ConfigLeaf leaf) || leaf.getType() != type) {
                throw new InvalidSettingsException(
                        "Array \"" + key + "\" has no element " + i + " of type " + type + ".");
            }
            Array.set(values, i, leaf.value());
        }
        return arrayClass.cast(values);
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        addArray(key, ConfigEntries.xboolean, values);
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xboolean, boolean[].class);
    }

    @Override
    public boolean[] getBooleanArray(final String key, final boolean... def) {
        return Default.orElse(() -> getBooleanArray(key), def);
    }

    @Override
    public void addByteArray(final String key, final byte... values) {
        addArray(key, ConfigEntries.xbyte, values);
    }

    @Override
    public byte[] getByteArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xbyte, byte[].class);
    }

    @Override
    public byte[] getByteArray(final String key, final byte... def) {
        return Default.orElse(() -> getByteArray(key), def);
    }

    @Override
    public void addCharArray(final String key, final char... values) {
        addArray(key, ConfigEntries.xchar, values);
    }

    @Override
    public char[] getCharArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xchar, char[].class);
    }

    @Override
    public char[] getCharArray(final String key, final char... def) {
        return Default.orElse(() -> getCharArray(key), def);
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        addArray(key, ConfigEntries.xdouble, values);
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xdouble, double[].class);
    }

    @Override
    public double[] getDoubleArray(final String key, final double... def) {
        return Default.orElse(() -> getDoubleArray(key), def);
    }

    @Override
    public void addFloatArray(final String key, final float... values) {
        addArray(key, ConfigEntries.xfloat, values);
    }

    @Override
    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xfloat, float[].class);
    }

    @Override
    public float[] getFloatArray(final String key, final float... def) {
        return Default.orElse(() -> getFloatArray(key), def);
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        addArray(key, ConfigEntries.xint, values);
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xint, int[].class);
    }

    @Override
    public int[] getIntArray(final String key, final int... def) {
        return Default.orElse(() -> getIntArray(key), def);
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        addArray(key, ConfigEntries.xlong, values);
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xlong, long[].class);
    }

    @Override
    public long[] getLongArray(final String key, final long... def) {
        return Default.orElse(() -> getLongArray(key), def);
    }

    @Override
    public void addShortArray(final String key, final short... values) {
        addArray(key, ConfigEntries.xshort, values);
    }

    @Override
    public short[] getShortArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xshort, short[].class);
    }

    @Override
    public short[] getShortArray(final String key, final short... def) {
        return Default.orElse(() -> getShortArray(key), def);
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        addArray(key, ConfigEntries.xstring, values);
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        return array(key, ConfigEntries.xstring, String[].class);
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        return Default.orElse(() -> getStringArray(key), def);
    }
}
