// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.NoOptionalInput;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.sampler.GivenParameters.LabelsChoice;
import org.flowmatch.knime.sampler.GivenParameters.TableChoice;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** When the settings of {@link GivenParameters} are shown. */
final class GivenPredicates {
    private GivenPredicates() {}

    interface TableReference extends ParameterReference<TableChoice> {}

    interface LabelsReference extends ParameterReference<LabelsChoice> {}

    /** Whether the model is known, and any of its columns may be given. */
    static final class IsPossible implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getConstant(input -> LearntColumns.model(input)
                    .map(FlowModelPortObjectSpec::dynamics)
                    .filter(GivenChoice::possible)
                    .isPresent());
        }
    }

    static final class HasTable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getPredicate(NoOptionalInput.class).negate();
        }
    }

    static final class HoldsValues extends IsChosen<TableChoice> {
        HoldsValues() {
            super(HasTable.class, TableReference.class, TableChoice.GIVEN);
        }
    }

    static final class HoldsCounts extends IsChosen<TableChoice> {
        HoldsCounts() {
            super(HasTable.class, TableReference.class, TableChoice.COUNTS);
        }
    }

    static final class AreEqual extends IsChosen<LabelsChoice> {
        AreEqual() {
            super(NoOptionalInput.class, LabelsReference.class, LabelsChoice.EQUAL);
        }
    }
}
