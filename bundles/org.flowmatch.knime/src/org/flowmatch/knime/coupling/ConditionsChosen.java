// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.function.Supplier;
import org.flowmatch.knime.coupling.CouplingChoices.IsTransport;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Whether the dialog of Flow Coupling chooses condition columns; predicates cannot ask a column filter themselves. */
final class ConditionsChosen implements StateProvider<Boolean> {
    interface Reference extends ParameterReference<ColumnFilter> {}

    interface AnyReference extends ParameterReference<Boolean> {}

    /** Plans of batches whose rows have conditions. */
    static final class InTransport implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer
                    .getPredicate(IsTransport.class)
                    .and(initializer.getBoolean(AnyReference.class).isTrue());
        }
    }

    /** It follows from what is stored. */
    static final class NotStored implements NodeParametersPersistor<Boolean> {
        @Override
        public Boolean load(NodeSettingsRO settings) {
            return false;
        }

        @Override
        public void save(Boolean any, NodeSettingsWO settings) {
            // see above
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[0][];
        }
    }

    private Supplier<ColumnFilter> m_filter;

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        m_filter = initializer.computeFromValueSupplier(Reference.class);
    }

    @Override
    public Boolean computeState(NodeParametersInput input) {
        DataTableSpec table = input.getInTableSpec(0).orElseGet(DataTableSpec::new);
        return m_filter.get().filterFromFullSpec(table).length > 0
                || m_filter.get().getMissingSelectedFromFullSpec(table).length > 0;
    }
}
