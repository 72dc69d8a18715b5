// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.normalising;

import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;
import org.flowmatch.engine.normalising.MaximumLikelihood;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeRun;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Normalising Flow Learner. */
final class NormalisingFlowLearnerNodeParameters implements NodeParameters {

    /** The names of the constants are stored in settings. */
    enum FlowChoice {
        @Label(value = "RealNVP", description = "Affine couplings, with networks for scale and shift.")
        REAL_NVP(2e-3),
        @Label(value = "Planar", description = "Steps along one direction each: few weights, for few columns.")
        PLANAR(2e-2),
        @Label(
                value = "Continuous",
                description = "A velocity that is followed from row to noise at every training step (FFJORD): slow.")
        CONTINUOUS(5e-3);

        private final double learningRate;

        FlowChoice(double learningRate) {
            this.learningRate = learningRate;
        }
    }

    /** The names of the constants are stored in settings. */
    enum BudgetChoice {
        @Label(
                value = "Automatic",
                description = "As many steps as suit the number of rows, but no more than fit into the time limit.")
        AUTOMATIC,
        @Label(value = "Steps", description = "A number of optimiser steps, whatever the number of rows.")
        STEPS
    }

    interface FlowReference extends ParameterReference<FlowChoice> {}

    interface BudgetReference extends ParameterReference<BudgetChoice> {}

    static final class IsRealNvp extends IsChosen<FlowChoice> {
        IsRealNvp() {
            super(FlowReference.class, FlowChoice.REAL_NVP);
        }
    }

    static final class IsPlanar extends IsChosen<FlowChoice> {
        IsPlanar() {
            super(FlowReference.class, FlowChoice.PLANAR);
        }
    }

    static final class IsAutomatic extends IsChosen<BudgetChoice> {
        IsAutomatic() {
            super(BudgetReference.class, BudgetChoice.AUTOMATIC);
        }
    }

    static final class IsSteps extends IsChosen<BudgetChoice> {
        IsSteps() {
            super(BudgetReference.class, BudgetChoice.STEPS);
        }
    }

    @Widget(title = "Flow", description = "The kind of map.")
    @ValueSwitchWidget
    @ValueReference(FlowReference.class)
    FlowChoice m_flow = FlowChoice.REAL_NVP;

    static final class LeastCouplings extends AtLeast {
        LeastCouplings() {
            super(RealNvp.COUPLINGS);
        }
    }

    static final class MostCouplings extends AtMost {
        MostCouplings() {
            super(RealNvp.COUPLINGS);
        }
    }

    @Widget(
            title = "Couplings",
            description = "The number of affine couplings, 2 to 64: 4 to 10 suit most tables, more suit many columns.")
    @NumberInputWidget(minValidation = LeastCouplings.class, maxValidation = MostCouplings.class)
    @Effect(predicate = IsRealNvp.class, type = EffectType.SHOW)
    int m_couplings = RealNvp.defaults().couplings();

    static final class LargestWidth extends AtMost {
        LargestWidth() {
            super(Mlp.WIDTH);
        }
    }

    @Widget(
            title = "Width",
            description = "The number of units of the two hidden layers of a coupling, 1 to 4,096. 64 to 256 suit most"
                    + " tables.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestWidth.class)
    @Effect(predicate = IsRealNvp.class, type = EffectType.SHOW)
    int m_width = RealNvp.defaults().width();

    static final class MostSteps extends AtMost {
        MostSteps() {
            super(Planar.STEPS);
        }
    }

    @Widget(
            title = "Planar steps",
            description = "The number of steps of the map, 1 to 512. 16 to 64 suit most tables.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSteps.class)
    @Effect(predicate = IsPlanar.class, type = EffectType.SHOW)
    int m_planarSteps = Planar.defaults().steps();

    @Migrate(loadDefaultIfAbsent = true)
    ContinuousParameters m_continuous = new ContinuousParameters();

    @Widget(title = "Budget", description = "What ends the training.")
    @ValueSwitchWidget
    @ValueReference(BudgetReference.class)
    BudgetChoice m_budget = BudgetChoice.AUTOMATIC;

    static final class LeastMinutes extends AtLeast {
        LeastMinutes() {
            super(Budget.Automatic.MINUTES);
        }
    }

    static final class MostMinutes extends AtMost {
        MostMinutes() {
            super(Budget.Automatic.MINUTES);
        }
    }

    @Widget(
            title = "Time limit in minutes",
            description = "The longest that the training may take, 0.05 to 10,000. Small tables take less.")
    @NumberInputWidget(minValidation = LeastMinutes.class, maxValidation = MostMinutes.class)
    @Effect(predicate = IsAutomatic.class, type = EffectType.SHOW)
    double m_minutes = Budget.Automatic.DEFAULT_MINUTES;

    static final class MostTrainingSteps extends AtMost {
        MostTrainingSteps() {
            super(Budget.Steps.COUNT);
        }
    }

    @Widget(title = "Steps", description = "The number of optimiser steps, 1 to 10,000,000.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostTrainingSteps.class)
    @Effect(predicate = IsSteps.class, type = EffectType.SHOW)
    long m_steps = 10_000;

    static final class LargestBatch extends AtMost {
        LargestBatch() {
            super(TrainingSettings.BATCH_SIZE);
        }
    }

    @Widget(title = "Batch size", description = "The number of rows of each step, 1 to 65,536.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestBatch.class)
    int m_batchSize = 256;

    /** Sets the rate that suits a kind of map when the user chooses it. */
    static final class UsualRate implements StateProvider<Double> {
        private Supplier<FlowChoice> m_chosen;

        @Override
        public void init(StateProviderInitializer initializer) {
            m_chosen = initializer.computeFromValueSupplier(FlowReference.class);
        }

        @Override
        public Double computeState(NodeParametersInput input) {
            return m_chosen.get().learningRate;
        }
    }

    static final class LeastRate extends AtLeast {
        LeastRate() {
            super(Optimiser.LEARNING_RATE);
        }
    }

    static final class LargestRate extends AtMost {
        LargestRate() {
            super(Optimiser.LEARNING_RATE);
        }
    }

    @Widget(
            title = "Learning rate",
            description =
                    """
                    The full learning rate, 1e-8 to 1: 0.002 suits RealNVP, 0.02 the few weights of planar steps, 0.005 a continuous
                    flow. Choosing another flow sets its rate.
                    """)
    @NumberInputWidget(minValidation = LeastRate.class, maxValidation = LargestRate.class)
    @ValueProvider(UsualRate.class)
    double m_learningRate = FlowChoice.REAL_NVP.learningRate;

    static final class LargestFraction extends AtMost {
        LargestFraction() {
            super(Validation.FRACTION);
        }
    }

    @Widget(
            title = "Validation fraction",
            description =
                    """
                    The share of the rows held back to see how the flow fits rows it was not trained on, 0 to 0.5; the model keeps
                    the weights of the step with the least validation loss.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestFraction.class)
    @Advanced
    double m_validationFraction = 0.05;

    @Widget(title = "Device", description = "Where the network is trained.")
    @Advanced
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers: initial weights, validation rows and batches."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Advanced
    Optional<Long> m_seed = Optional.of(1L);

    /** @throws org.flowmatch.engine.FlowException naming the number that is out of its range */
    NetworkSpec network() {
        return switch (m_flow) {
            case REAL_NVP -> new RealNvp(m_couplings, m_width, Activation.SILU);
            case PLANAR -> new Planar(m_planarSteps);
            case CONTINUOUS -> m_continuous.network();
        };
    }

    /** @throws org.flowmatch.engine.FlowException naming the number that is out of its range */
    Task task() {
        return m_flow == FlowChoice.CONTINUOUS ? m_continuous.task() : new MaximumLikelihood();
    }

    TrainingSettings training(long seed) {
        Budget budget =
                m_budget == BudgetChoice.AUTOMATIC ? new Budget.Automatic(m_minutes) : new Budget.Steps(m_steps);
        return TrainingSettings.defaults()
                .withBudget(budget)
                .withBatchSize(m_batchSize)
                .withOptimiser(Optimiser.defaults().withLearningRate(m_learningRate))
                .withValidation(new Validation(m_validationFraction, 0))
                .withSeed(seed)
                .withDevice(m_device.choice());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            network();
            task();
            training(RunSeed.ANY);
        });
    }
}
