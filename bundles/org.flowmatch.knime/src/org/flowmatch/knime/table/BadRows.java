// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import org.knime.node.parameters.widget.choices.Label;

/** What happens to rows with a missing, NaN or infinite cell in a modelled column. The names are stored in settings. */
public enum BadRows {
    @Label(value = "Fail", description = "The node fails and names the column and the first such row.")
    FAIL,
    @Label(value = "Skip the row", description = "Such rows are left out; a warning counts them.")
    SKIP
}
