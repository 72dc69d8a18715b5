// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.ArrayList;
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
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;

/** The columns that are the positions of sequences; by default there are none. */
final class SequenceParameters implements NodeParameters {
    private static final String SETTING = "\"Sequences of columns\"";

    /** The positions of one sequence. */
    static final class ColumnSequence implements NodeParameters {
        @Widget(
                title = "Positions",
                description = "The columns of the sequence, 2 to 64 of them, in the order in which the table has them.")
        @ColumnFilterWidget(choicesProvider = PositionColumns.Choices.class)
        ColumnFilter m_columns = new ColumnFilter();
    }

    @Widget(
            title = "Sequences of columns",
            description =
                    """
                    Columns that are the positions of a sequence of labels: the squares of a board, the days of a shift plan.
                    They are labels, and the same value means the same at every position; at most
                    256 different ones. The Velocity Learner's automatic network, a mixer, then learns how positions depend on each
                    other, and any of them can be given, missing, imputed and scored, as other columns can. A text column whose
                    symbols are such positions is modelled as a <i>code</i> above. By default there are none.
                    """)
    @ArrayWidget(addButtonText = "Add sequence", elementTitle = "Sequence")
    @Effect(predicate = ModellingParameters.IsAutomatic.class, type = EffectType.SHOW)
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    ColumnSequence[] m_sequences = new ColumnSequence[0];

    /**
     * The sequences of a table whose chosen columns are these.
     *
     * @throws FlowException when a sequence has one column or none, or a column is not there or is not modelled
     */
    List<List<String>> of(DataTableSpec spec, Set<String> modelled) {
        List<List<String>> all = new ArrayList<>();
        for (ColumnSequence sequence : m_sequences) {
            List<String> names = PositionColumns.choose(spec, sequence.m_columns, TableRole.TARGET);
            if (names.size() < 2) {
                throw new FlowException(
                        SETTING + " has an entry "
                                + (names.isEmpty() ? "without columns." : "of " + Quoted.of(names.get(0)) + " alone."),
                        "Choose its columns, two or more, or remove the entry; a text column whose symbols are the positions"
                                + " is a code in \"Columns modelled otherwise\".");
            }
            List<String> left =
                    names.stream().filter(name -> !modelled.contains(name)).toList();
            if (!left.isEmpty()) {
                throw new FlowException(
                        SETTING + " names " + Quoted.all(left) + ", which " + (left.size() == 1 ? "is" : "are")
                                + " not modelled.",
                        "Choose them as columns of the flow, too, or leave them out of the sequence.");
            }
            all.add(names);
        }
        return all;
    }
}
