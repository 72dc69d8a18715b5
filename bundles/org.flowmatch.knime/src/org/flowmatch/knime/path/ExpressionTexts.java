// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import java.util.Objects;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.ExpressionPath;
import org.knime.node.parameters.updates.ParameterReference;

/**
 * The weights a(t) of the target row and s(t) of the source row as a dialog holds them.
 *
 * @param a may be null, as settings may hold no text at all
 * @param s may be null
 */
record ExpressionTexts(String a, String s) {
    interface A extends ParameterReference<String> {}

    interface S extends ParameterReference<String> {}

    /** @throws org.flowmatch.engine.FlowException naming the mistake in an expression, or its value at an end */
    ConditionalPath path() {
        return new ExpressionPath(Objects.requireNonNullElse(a, ""), Objects.requireNonNullElse(s, ""));
    }
}
