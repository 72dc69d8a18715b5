// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.List;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.knime.table.PositionColumns;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;

/** The columns that are the positions of a sequence; by default there are none. */
final class SequenceParameters implements NodeParameters {
    @Widget(
            title = "Columns of a sequence",
            description =
                    """
                    Columns that are the positions of a sequence of labels, 2 to 64 of them: the characters of a code, the squares of
                    a board, the days of a shift plan. They are labels, and the same value means the same at every position; at most
                    256 different ones. The Velocity Learner's automatic network, a mixer, then learns how positions depend on each
                    other, and any of them can be given, missing, imputed and scored, as other columns can. By default there are none.
                    """)
    @ColumnFilterWidget(choicesProvider = PositionColumns.Choices.class)
    @Effect(predicate = ModellingParameters.IsAutomatic.class, type = EffectType.SHOW)
    @Advanced
    ColumnFilter m_columns = new ColumnFilter();

    /**
     * The sequences of a table whose chosen columns are these.
     *
     * @throws FlowException when a chosen column is not there or is not modelled
     */
    List<List<String>> of(DataTableSpec spec, Set<String> modelled) {
        List<String> names = PositionColumns.choose(spec, m_columns, TableRole.TARGET);
        List<String> left =
                names.stream().filter(name -> !modelled.contains(name)).toList();
        if (!left.isEmpty()) {
            throw new FlowException(
                    "\"Columns of a sequence\" names " + Quoted.all(left) + ", which "
                            + (left.size() == 1 ? "is" : "are") + " not modelled.",
                    "Choose them as columns of the flow, too, or leave them out of the sequence.");
        }
        return names.isEmpty() ? List.of() : List.of(names);
    }
}
