// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.missing;

import java.util.HashMap;
import java.util.Map;
import org.flowmatch.runner.workflow.RequiredText;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * The settings of Missing Value under the keys that KNIME stores them with.
 *
 * @param columns treatments by the names of columns
 * @param types treatments of all other columns, by the names of their cells' classes
 */
record MissingValueSettings(Map<String, Treatment> columns, Map<String, Treatment> types) {
    private static final String COLUMNS = "columnSettings";
    private static final String TYPES = "dataTypeSettings";

    MissingValueSettings {
        columns = Map.copyOf(columns);
        types = Map.copyOf(types);
    }

    /** Nothing is done about any column. */
    static void saveDefaults(NodeSettingsWO model) {
        model.addNodeSettings(COLUMNS);
        model.addNodeSettings(TYPES);
    }

    /** @throws InvalidSettingsException when a key is missing, or a treatment has no counterpart here */
    static MissingValueSettings load(NodeSettingsRO model) throws InvalidSettingsException {
        Map<String, Treatment> columns = new HashMap<>();
        NodeSettingsRO byColumn = model.getNodeSettings(COLUMNS);
        for (String key : byColumn.keySet()) {
            NodeSettingsRO entry = byColumn.getNodeSettings(key);
            Treatment treatment = treatment(entry.getNodeSettings("settings"));
            for (String name : entry.getStringArray("colNames")) {
                columns.putIfAbsent(name, treatment);
            }
        }
        Map<String, Treatment> types = new HashMap<>();
        NodeSettingsRO byType = model.getNodeSettings(TYPES);
        for (String key : byType.keySet()) {
            types.put(key, treatment(byType.getNodeSettings(key)));
        }
        return new MissingValueSettings(columns, types);
    }

    private static Treatment treatment(NodeSettingsRO settings) throws InvalidSettingsException {
        return Treatment.of(RequiredText.of(settings, "factoryID"));
    }

    /** @throws InvalidSettingsException when the treatment does not go with the column's type */
    Treatment of(DataColumnSpec column) throws InvalidSettingsException {
        Treatment treatment = columns.get(column.getName());
        if (treatment == null) {
            String type = column.getType().getCellClass().getCanonicalName();
            treatment = types.getOrDefault(type, Treatment.DO_NOTHING);
        }
        if (!treatment.fits(column.getType())) {
            throw new InvalidSettingsException("The treatment " + treatment + " does not go with the column \""
                    + column.getName() + "\", which holds " + column.getType().getName()
                    + ". Choose another one for it.");
        }
        return treatment;
    }
}
