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
                        An order, such as start &lt;= end &lt;= paid; parts of a sum, such as net + tax = gross; or shares of a
                        constant, such as clay + silt + sand = 100. A name that has such a sign in it stands in quotation marks. A
                        column is in one rule alone.
                        """)
        @TextInputWidget(placeholder = "start <= end")
        String m_rule = "";
    }

    @Widget(
            title = "Rules that every row keeps",
            description =
                    """
                    Every row that is made keeps the rule: a start before its end, parts that add up to their whole. Of columns
                    in order the first one is modelled, and how far each other lies above the one before it; of a sum the whole, and the share
                    that each part but one has of what is left to it. So the other columns come back on their decimal places, but
                    need not be values that were observed, and a part of 0 stays 0. All rows of the tables have to keep the rule;
                    parts must not be negative; cells may be missing in columns of an order behind the first one alone. Later, a
                    column can be given only together with those that it is made from.
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
