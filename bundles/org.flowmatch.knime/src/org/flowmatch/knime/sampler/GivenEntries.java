// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.knime.dialog.OnlyChoice;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** What a dialog gives of all rows: a label, a value, or that there is none, of one column each. */
final class GivenEntries {
    private GivenEntries() {}

    interface LabelColumnReference extends ParameterReference<String> {}

    /** The columns of the model that can be given in a dialog. */
    static final class Names implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return LearntColumns.plain(context).map(ColumnInfo::name).toList();
        }
    }

    /** Those of texts and booleans. */
    static final class LabelNames implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return LearntColumns.plain(context)
                    .filter(column -> column.kind() == ColumnKind.TEXT || column.kind() == ColumnKind.BOOLEAN)
                    .map(ColumnInfo::name)
                    .toList();
        }
    }

    /** The labels that were learnt of the column beside. */
    static final class LearntLabels implements StringChoicesProvider {
        private Supplier<String> column;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            column = initializer.computeFromValueSupplier(LabelColumnReference.class);
        }

        @Override
        public List<String> choices(NodeParametersInput context) {
            return LearntColumns.labels(context, Objects.requireNonNullElse(column.get(), ""));
        }
    }

    /** One label for all rows. */
    static final class GivenLabel implements NodeParameters {
        @Widget(title = "Column of labels", description = "A column of texts or booleans.")
        @ChoicesProvider(LabelNames.class)
        @ValueReference(LabelColumnReference.class)
        String m_column = "";

        @Widget(title = "Label", description = "One of the labels that the model has learnt, once it has been trained.")
        @ChoicesProvider(LearntLabels.class)
        String m_label = "";
    }

    static final class NewLabel implements StateProvider<GivenLabel> {
        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        public GivenLabel computeState(NodeParametersInput input) {
            GivenLabel entry = new GivenLabel();
            entry.m_column = OnlyChoice.of(new LabelNames().choices(input));
            return entry;
        }
    }

    /** One value for all rows. */
    static final class GivenValue implements NodeParameters {
        @Widget(title = "Column", description = "A column of the model.")
        @ChoicesProvider(Names.class)
        String m_column = "";

        @Widget(
                title = "Given value",
                description =
                        """
                        A number with a point before decimals, a date as 2024-03-31, a time as 17:30, both as 2024-03-31T17:30,
                        or a text as it is; of a code with marks where a symbol is to be made.
                        """)
        String m_value = "";
    }

    static final class NewValue implements StateProvider<GivenValue> {
        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        public GivenValue computeState(NodeParametersInput input) {
            GivenValue entry = new GivenValue();
            entry.m_column = OnlyChoice.of(new Names().choices(input));
            return entry;
        }
    }

    /** One column that may be given as missing. */
    static final class MissingColumn implements NodeParameters {
        @Widget(title = "Column with gaps", description = "A column of the model that had missing cells in training.")
        @ChoicesProvider(Names.class)
        String m_column = "";
    }

    static final class NewMissing implements StateProvider<MissingColumn> {
        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        public MissingColumn computeState(NodeParametersInput input) {
            MissingColumn entry = new MissingColumn();
            entry.m_column = OnlyChoice.of(new Names().choices(input));
            return entry;
        }
    }
}
