// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.execution;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** The most rows that a node draws: 100,000,000. */
public final class MostRows extends MaxValidation {
    public static final int MOST = 100_000_000;

    @Override
    protected double getMax() {
        return MOST;
    }
}
