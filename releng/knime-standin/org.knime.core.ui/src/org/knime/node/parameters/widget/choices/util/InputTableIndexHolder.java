// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

/** Something that looks at one input table. */
public interface InputTableIndexHolder {

    /** @return the port's index, 0 unless overridden */
    default int getInputTableIndex() {
        return 0;
    }
}
