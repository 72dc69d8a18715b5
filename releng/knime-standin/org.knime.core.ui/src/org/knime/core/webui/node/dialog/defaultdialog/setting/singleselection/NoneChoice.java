// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

import org.knime.node.parameters.widget.choices.Label;

/** The choice of nothing, beside columns. */
public enum NoneChoice {
    @Label("None")
    NONE
}
