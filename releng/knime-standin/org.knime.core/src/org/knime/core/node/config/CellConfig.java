// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config;

import org.flowmatch.standin.cell.InstalledCells;
import org.flowmatch.standin.cell.TimeCell;
import org.knime.core.data.DataCell;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** How the basic cells are kept in settings: the class name under "datacell", the value in a sub-tree of that name. */
final class CellConfig {

    private static final String CLASS = "datacell";

    private CellConfig() {}

    static void save(final Config config, final DataCell cell) {
        if (cell == null) {
            config.addString(CLASS, null);
            return;
        }
        String className = cell.getClass().getName();
        config.addString(CLASS, className);
        Config value = config.addConfig(className);
        String key = cell.getClass().getSimpleName();
        if (cell instanceof StringCell string) {
            value.addString(key, string.getStringValue());
        } else if (cell instanceof BooleanCell bool) {
            value.addBoolean(key, bool.getBooleanValue());
        } else if (cell instanceof IntCell integer) {
            value.addInt(key, integer.getIntValue());
        } else if (cell instanceof LongCell integer) {
            value.addLong(key, integer.getLongValue());
        } else if (cell instanceof DoubleCell number) {
            value.addDouble(key, number.getDoubleValue());
        } else if (cell instanceof TimeCell<?> time) {
            value.addString(key, time.getStringValue());
        } else if (!cell.isMissing()) {
            throw new IllegalArgumentException("Cells of class " + className + " cannot be kept in settings.");
        }
    }

    static DataCell load(final Config config) throws InvalidSettingsException {
        String className = config.getString(CLASS);
        if (className == null) {
            return null;
        }
        Config value = config.getConfig(className);
        String key = className.substring(className.lastIndexOf('.') + 1);
        return switch (key) {
            case "StringCell" -> new StringCell(value.getString(key));
            case "BooleanCell" -> value.getBoolean(key) ? BooleanCell.TRUE : BooleanCell.FALSE;
            case "IntCell" -> new IntCell(value.getInt(key));
            case "LongCell" -> new LongCell(value.getLong(key));
            case "DoubleCell" -> new DoubleCell(value.getDouble(key));
            case "MissingCell" -> new MissingCell(null);
            case "LocalDateCell", "LocalTimeCell", "LocalDateTimeCell", "ZonedDateTimeCell" -> time(
                    className, value.getString(key));
            default -> throw new InvalidSettingsException("Unknown cell class \"" + className + "\" in settings.");
        };
    }

    private static DataCell time(final String className, final String text) throws InvalidSettingsException {
        try {
            return InstalledCells.cell(className, text);
        } catch (RuntimeException e) {
            throw new InvalidSettingsException("\"" + text + "\" is no " + className + ".", e);
        }
    }
}
