// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.normalising;

import java.util.Collections;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.normalising.ContinuousLikelihood;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.SettingRange;
import org.flowmatch.knime.normalising.NormalisingFlowLearnerNodeParameters.FlowChoice;
import org.flowmatch.knime.normalising.NormalisingFlowLearnerNodeParameters.FlowReference;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Network and solver of a continuous flow. */
final class ContinuousParameters implements NodeParameters {
    private static final TimeFeatures TIME = new TimeFeatures.Fourier(2);

    static final class IsContinuous extends IsChosen<FlowChoice> {
        IsContinuous() {
            super(FlowReference.class, FlowChoice.CONTINUOUS);
        }
    }

    static final class MostLayers extends AtMost {
        MostLayers() {
            super(Mlp.LAYERS);
        }
    }

    @Widget(
            title = "Hidden layers",
            description = "The number of hidden layers of the velocity's network, 1 to 16. 2 or 3 suit most tables.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostLayers.class)
    @Effect(predicate = IsContinuous.class, type = EffectType.SHOW)
    int m_layers = 2;

    static final class LargestWidth extends AtMost {
        LargestWidth() {
            super(Mlp.WIDTH);
        }
    }

    @Widget(
            title = "Width of the layers",
            description = "The number of units of each hidden layer, 1 to 4,096. 32 to 128 suit most tables.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestWidth.class)
    @Effect(predicate = IsContinuous.class, type = EffectType.SHOW)
    int m_width = 64;

    static final class MostSteps extends AtMost {
        MostSteps() {
            super(ContinuousLikelihood.STEPS);
        }
    }

    @Widget(
            title = "Solver steps in training",
            description =
                    """
                    The steps of Runge-Kutta 4 from a row to its noise, 1 to 100: a training step takes as many times longer. 4 to 10
                    suit most tables. When the model is used, any solver follows the flow.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSteps.class)
    @Effect(predicate = IsContinuous.class, type = EffectType.SHOW)
    int m_steps = ContinuousLikelihood.defaults().steps();

    static final class LeastKinetic extends AtLeast {
        LeastKinetic() {
            super(ContinuousLikelihood.KINETIC);
        }
    }

    static final class MostKinetic extends AtMost {
        MostKinetic() {
            super(ContinuousLikelihood.KINETIC);
        }
    }

    @Widget(
            title = "Weight of the kinetic energy",
            description =
                    """
                    How much a short way counts beside the likelihood, 0 to 1 (Finlay et al., 2020). A little keeps the flow such that few
                    steps follow it well; 0 is likelihood alone.
                    """)
    @NumberInputWidget(minValidation = LeastKinetic.class, maxValidation = MostKinetic.class)
    @Effect(predicate = IsContinuous.class, type = EffectType.SHOW)
    @Advanced
    double m_kinetic = ContinuousLikelihood.defaults().kinetic();

    /** @throws org.flowmatch.engine.FlowException naming the number that is out of its range */
    Mlp network() {
        SettingRange.check("Hidden layers", m_layers, Mlp.LAYERS);
        return new Mlp(Collections.nCopies(m_layers, m_width), Activation.SILU, TIME);
    }

    /** @throws org.flowmatch.engine.FlowException naming the number that is out of its range */
    ContinuousLikelihood task() {
        return new ContinuousLikelihood(m_steps, m_kinetic);
    }
}
