// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

import org.knime.node.parameters.widget.choices.Label;

/** The choice of the row keys, beside columns. */
public enum RowIDChoice {
    @Label("RowID")
    ROW_ID
}
