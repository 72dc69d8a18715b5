// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import org.flowmatch.engine.Range;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/**
 * Bounds a number of a dialog by the upper end of the range that the engine's record checks. A dialog names bounds by their
 * classes, so each range has a class of its own there.
 */
public abstract class AtMost extends MaxValidation {
    private final Range range;

    protected AtMost(Range range) {
        this.range = range;
    }

    @Override
    protected final double getMax() {
        return range.most();
    }

    @Override
    public final boolean isExclusive() {
        return range.belowMost();
    }
}
