// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.number;

import java.math.BigDecimal;

/** The text of a bound: no exponent, no ".0". */
final class Bound {

    private Bound() {}

    static String text(double bound) {
        return Double.isInfinite(bound) || Double.isNaN(bound)
                ? Double.toString(bound)
                : BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }
}
