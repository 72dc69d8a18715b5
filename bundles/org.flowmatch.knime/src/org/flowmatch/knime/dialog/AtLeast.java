// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import org.flowmatch.engine.Range;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/**
 * Bounds a number of a dialog by the lower end of the range that the engine's record checks. Where that is 0 or 1, KNIME has
 * classes with names of their own.
 */
public abstract class AtLeast extends MinValidation {
    private final Range range;

    protected AtLeast(Range range) {
        this.range = range;
    }

    @Override
    protected final double getMin() {
        return range.least();
    }

    @Override
    public final boolean isExclusive() {
        return range.aboveLeast();
    }
}
