// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** What the Transformation tab of KNIME's CSV Reader dialog stored about the columns of the file. */
final class CsvTransformation {
    private CsvTransformation() {}

    /** True when a column is renamed, moved or left out. */
    static boolean isEdited(NodeSettings model) throws InvalidSettingsException {
        if (!model.containsKey("table_spec_config_Internals")) {
            return false;
        }
        NodeSettings columns = model.getNodeSettings("table_spec_config_Internals")
                .getNodeSettings("table_transformation")
                .getNodeSettings("columns");
        for (int i = 0; columns.containsKey(String.valueOf(i)); i++) {
            NodeSettings column = columns.getNodeSettings(String.valueOf(i));
            String name = column.getString("name", null);
            String inFile = column.getNodeSettings("external_spec").getString("name", name);
            if (!column.getBoolean("keep", true)
                    || column.getInt("position", i) != i
                    || (name != null && !name.equals(inFile))) {
                return true;
            }
        }
        return false;
    }
}
