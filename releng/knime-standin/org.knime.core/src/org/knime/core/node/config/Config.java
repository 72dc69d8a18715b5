// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config;

import java.io.IOException;
import java.io.InputStream;
import org.flowmatch.standin.internal.ArrayLength;
import org.flowmatch.standin.internal.Default;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** A settings tree that also keeps cells, data types and row keys. */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {

    private static final String SIZE = "array-size";
    private static final String IS_NULL = "is_null";

    protected Config(final String key) {
        super(key);
    }

    @Override
    public abstract Config getInstance(String key);

    @Override
    public final Config addConfig(final String key) {
        return (Config) addConfigBase(key);
    }

    protected final void addConfig(final Config config) {
        addConfigBase(config);
    }

    @Override
    public final Config getConfig(final String key) throws InvalidSettingsException {
        return (Config) getConfigBase(key);
    }

    protected static Config loadFromXML(final Config prototype, final InputStream in) throws IOException {
        return (Config) ConfigBase.loadFromXML(prototype, in);
    }

    @Override
    public void addDataCell(final String key, final DataCell cell) {
        CellConfig.save(addConfig(key), cell);
    }

    @Override
    public DataCell getDataCell(final String key) throws InvalidSettingsException {
        return CellConfig.load(getConfig(key));
    }

    @Override
    public DataCell getDataCell(final String key, final DataCell def) {
        return Default.orElse(() -> getDataCell(key), def);
    }

    @Override
    public void addDataCellArray(final String key, final DataCell... cells) {
        Config array = addConfig(key);
        if (cells != null) {
            array.addInt(SIZE, cells.length);
            for (int i = 0; i < cells.length; i++) {
                array.addDataCell(Integer.toString(i), cells[i]);
            }
        }
    }

    @Override
    public DataCell[] getDataCellArray(final String key) throws InvalidSettingsException {
        Config array = getConfig(key);
        int size = ArrayLength.of(array);
        if (size < 0) {
            return null;
        }
        var cells = new DataCell[size];
        for (int i = 0; i < size; i++) {
            cells[i] = array.getDataCell(Integer.toString(i));
        }
        return cells;
    }

    @Override
    public DataCell[] getDataCellArray(final String key, final DataCell... def) {
        return Default.orElse(() -> getDataCellArray(key), def);
    }

    @Override
    public void addDataType(final String key, final DataType type) {
        Config config = addConfig(key);
        if (type != null) {
            type.save(config);
        }
        config.addBoolean(IS_NULL, type == null);
    }

    @Override
    public DataType getDataType(final String key) throws InvalidSettingsException {
        Config config = getConfig(key);
        return config.getBoolean(IS_NULL, false) ? null : DataType.load(config);
    }

    @Override
    public DataType getDataType(final String key, final DataType def) {
        return Default.orElse(() -> getDataType(key), def);
    }

    @Override
    public void addDataTypeArray(final String key, final DataType... types) {
        Config array = addConfig(key);
        if (types != null) {
            array.addInt(SIZE, types.length);
            for (int i = 0; i < types.length; i++) {
                array.addDataType(Integer.toString(i), types[i]);
            }
        }
    }

    @Override
    public DataType[] getDataTypeArray(final String key) throws InvalidSettingsException {
        Config array = getConfig(key);
        int size = ArrayLength.of(array);
        if (size < 0) {
            return null;
        }
        var types = new DataType[size];
        for (int i = 0; i < size; i++) {
            types[i] = array.getDataType(Integer.toString(i));
        }
        return types;
    }

    @Override
    public DataType[] getDataTypeArray(final String key, final DataType... def) {
        return Default.orElse(() -> getDataTypeArray(key), def);
    }

    @Override
    public void addRowKey(final String key, final RowKey rowKey) {
        addString(key, rowKey == null ? null : rowKey.getString());
    }

    @Override
    public RowKey getRowKey(final String key) throws InvalidSettingsException {
        String value = getString(key);
        return value == null ? null : new RowKey(value);
    }

    @Override
    public RowKey getRowKey(final String key, final RowKey def) {
        return Default.orElse(() -> getRowKey(key), def);
    }

    @Override
    public void addRowKeyArray(final String key, final RowKey... rowKeys) {
        addStringArray(key, rowKeys == null ? null : RowKey.toStrings(rowKeys));
    }

    @Override
    public RowKey[] getRowKeyArray(final String key) throws InvalidSettingsException {
        String[] values = getStringArray(key);
        return values == null ? null : RowKey.toRowKeys(values);
    }

    @Override
    public RowKey[] getRowKeyArray(final String key, final RowKey... def) {
        return Default.orElse(() -> getRowKeyArray(key), def);
    }
}
