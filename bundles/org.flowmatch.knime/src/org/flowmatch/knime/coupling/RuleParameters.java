// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flowmatch.engine.encoding.KeptRule;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.array.ArrayWidget.ElementLayout;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Rules between columns that rows keep: none unless they are named, because keeping one changes what is modelled. */
final class RuleParameters implements NodeParameters {

    /** A rule as {@link KeptRule#parse} reads it. */
    static final class WrittenRule implements NodeParameters {
        @Widget(
                title = "Rule",
                description =
                        """
                        Names of columns with &lt;= between them. A name that has such a sign in it stands in quotation marks. A
                        column is in one rule alone.
                        """)
        @TextInputWidget(placeholder = "start <= end")
        String m_rule = "";
    }

    @Widget(
            title = "Rules that every row keeps",
            description =
                    """
                    Every row that is made keeps the rule, in 100% of rows: a start before its end, the lowest price below the highest one.
                    Of columns in order the first one is modelled, and how far each other lies above the one before it; so later
                    columns are rounded to the decimal places of their column, but need not be values that were observed. All rows
                    of the tables have to keep the rule, and the first column has to have no missing cells. Later, a
                    column can be given only together with those before it.
                    """)
    @ArrayWidget(addButtonText = "Add rule", elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE)
    @Advanced
    WrittenRule[] m_kept = new WrittenRule[0];

    /** @throws org.flowmatch.engine.FlowException for a text that is no rule */
    List<KeptRule> rules() {
        return Stream.of(m_kept)
                .map(rule -> KeptRule.parse(Objects.requireNonNullElse(rule.m_rule, "")))
                .toList();
    }
}
