// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import java.util.Optional;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.LearningRateSchedule;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Precision;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.NoOptionalInput;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.dialog.SettingRange;
import org.flowmatch.knime.dialog.TrainingRanges.LargestBatch;
import org.flowmatch.knime.dialog.TrainingRanges.LargestRate;
import org.flowmatch.knime.dialog.TrainingRanges.LeastRate;
import org.flowmatch.knime.dialog.TrainingRanges.MostSteps;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.learner.LearnerChoices.ActivationChoice;
import org.flowmatch.knime.learner.LearnerChoices.BudgetChoice;
import org.flowmatch.knime.learner.LearnerChoices.LabelSourceChoice;
import org.flowmatch.knime.learner.LearnerChoices.NetworkChoice;
import org.flowmatch.knime.learner.LearnerChoices.NetworkShape;
import org.flowmatch.knime.learner.LearnerChoices.ScheduleChoice;
import org.flowmatch.knime.learner.LearnerChoices.SizeChoice;
import org.flowmatch.knime.learner.LearnerChoices.TimeChoice;
import org.flowmatch.knime.learner.LearnerRanges.LargestBeta1;
import org.flowmatch.knime.learner.LearnerRanges.LargestBeta2;
import org.flowmatch.knime.learner.LearnerRanges.LargestEmaDecay;
import org.flowmatch.knime.learner.LearnerRanges.LargestEmbedding;
import org.flowmatch.knime.learner.LearnerRanges.LargestFraction;
import org.flowmatch.knime.learner.LearnerRanges.LargestNorm;
import org.flowmatch.knime.learner.LearnerRanges.LargestWeightDecay;
import org.flowmatch.knime.learner.LearnerRanges.LargestWidth;
import org.flowmatch.knime.learner.LearnerRanges.MostBlocks;
import org.flowmatch.knime.learner.LearnerRanges.MostEpochs;
import org.flowmatch.knime.learner.LearnerRanges.MostFrequencies;
import org.flowmatch.knime.learner.LearnerRanges.MostLayers;
import org.flowmatch.knime.learner.LearnerRanges.MostMixing;
import org.flowmatch.knime.learner.LearnerRanges.MostPatience;
import org.flowmatch.knime.learner.LearnerRanges.MostWarmup;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Velocity Learner. */
final class VelocityLearnerNodeParameters implements NodeParameters {

    @Section(
            title = "Network",
            description = "Not shown when a model to continue from is connected: its network is used.")
    @Effect(predicate = NoOptionalInput.class, type = EffectType.SHOW)
    interface NetworkSection {}

    @Section(title = "Training")
    @After(NetworkSection.class)
    interface TrainingSection {}

    @Section(title = "What is learnt")
    @Advanced
    @After(TrainingSection.class)
    interface ObjectiveSection {}

    @Section(title = "Times and weights", description = "At which times the network learns, and how much they count.")
    @Advanced
    @After(ObjectiveSection.class)
    interface TimesSection {}

    @Section(title = "Optimiser", description = "AdamW, with the gradient clipped to a norm.")
    @Advanced
    @After(TimesSection.class)
    interface OptimiserSection {}

    @Section(title = "Device and random numbers")
    @Advanced
    @After(OptimiserSection.class)
    interface DeviceSection {}

    interface NetworkReference extends ParameterReference<NetworkChoice> {}

    interface TimeReference extends ParameterReference<TimeChoice> {}

    interface BudgetReference extends ParameterReference<BudgetChoice> {}

    interface SizeReference extends ParameterReference<SizeChoice> {}

    static final class IsSized extends IsChosen<SizeChoice> {
        IsSized() {
            super(SizeReference.class, SizeChoice.CHOSEN);
        }
    }

    static final class IsPerceptron extends IsChosen<NetworkChoice> {
        IsPerceptron() {
            super(IsSized.class, NetworkReference.class, NetworkChoice.MLP);
        }
    }

    static final class IsResidual extends IsChosen<NetworkChoice> {
        IsResidual() {
            super(IsSized.class, NetworkReference.class, NetworkChoice.RESIDUAL);
        }
    }

    static final class IsMixer extends IsChosen<NetworkChoice> {
        IsMixer() {
            super(IsSized.class, NetworkReference.class, NetworkChoice.MIXER);
        }
    }

    static final class HasBlocks implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getPredicate(IsResidual.class).or(initializer.getPredicate(IsMixer.class));
        }
    }

    static final class IsFourier extends IsChosen<TimeChoice> {
        IsFourier() {
            super(IsSized.class, TimeReference.class, TimeChoice.FOURIER);
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

    static final class IsEpochs extends IsChosen<BudgetChoice> {
        IsEpochs() {
            super(BudgetReference.class, BudgetChoice.EPOCHS);
        }
    }

    /** The size of networks of nodes that had no such setting. */
    static final class EarlierSize implements DefaultProvider<SizeChoice> {
        @Override
        public SizeChoice getDefault() {
            return SizeChoice.CHOSEN;
        }
    }

    @Widget(title = "Size", description = "What decides how large the network is.")
    @ValueSwitchWidget
    @ValueReference(SizeReference.class)
    @Layout(NetworkSection.class)
    @Migration(EarlierSize.class)
    SizeChoice m_networkSize = SizeChoice.AUTOMATIC;

    @Widget(title = "Kind", description = "The kind of network that learns.")
    @ValueSwitchWidget
    @Effect(predicate = IsSized.class, type = EffectType.SHOW)
    @ValueReference(NetworkReference.class)
    @Layout(NetworkSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    NetworkChoice m_network = NetworkChoice.MLP;

    @Widget(title = "Hidden layers", description = "The number of hidden layers of the multilayer perceptron, 1 to 16.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostLayers.class)
    @Effect(predicate = IsPerceptron.class, type = EffectType.SHOW)
    @Layout(NetworkSection.class)
    int m_layers = 3;

    @Widget(
            title = "Blocks",
            description =
                    """
                    The number of blocks of the residual network or the mixer, 1 to 16. A block of the residual network costs as much as
                    two hidden layers; two to four suit most tables.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostBlocks.class)
    @Effect(predicate = HasBlocks.class, type = EffectType.SHOW)
    @Layout(NetworkSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_blocks = 2;

    @Widget(
            title = "Width",
            description =
                    """
                    The number of units of each hidden layer or block, 1 to 4,096. 64 to 512 suit most tables; of a mixer, where each
                    position has so many, 32 to 128.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestWidth.class)
    @Effect(predicate = IsSized.class, type = EffectType.SHOW)
    @Layout(NetworkSection.class)
    int m_width = 128;

    @Widget(
            title = "Units that mix positions",
            description =
                    """
                    The number of units by which a block of the mixer takes positions and the rest of the row together, 1 to 4,096.
                    Twice as many as there are positions suit most sequences.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostMixing.class)
    @Effect(predicate = IsMixer.class, type = EffectType.SHOW)
    @Advanced
    @Layout(NetworkSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_mixing = 32;

    @Widget(title = "Activation", description = "The function between the layers.")
    @ValueSwitchWidget
    @Effect(predicate = IsSized.class, type = EffectType.SHOW)
    @Advanced
    @Layout(NetworkSection.class)
    ActivationChoice m_activation = ActivationChoice.SILU;

    @Widget(title = "Time features", description = "How the time t enters the network beside the row x.")
    @ValueSwitchWidget
    @ValueReference(TimeReference.class)
    @Effect(predicate = IsSized.class, type = EffectType.SHOW)
    @Advanced
    @Layout(NetworkSection.class)
    TimeChoice m_timeFeatures = TimeChoice.FOURIER;

    @Widget(title = "Time frequencies", description = "The number of frequencies j of the Fourier features, 1 to 64.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostFrequencies.class)
    @Effect(predicate = IsFourier.class, type = EffectType.SHOW)
    @Advanced
    @Layout(NetworkSection.class)
    int m_timeFrequencies = 4;

    @Widget(
            title = "Size of the time embedding",
            description =
                    """
                    The number of values, computed from the time features, from which the scales and shifts of the residual blocks
                    follow: 1 to 1,024. 16 to 64 suit most networks.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestEmbedding.class)
    @Effect(predicate = IsResidual.class, type = EffectType.SHOW)
    @Advanced
    @Layout(NetworkSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_timeEmbedding = 16;

    @Layout(ObjectiveSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    ObjectiveParameters m_objective = new ObjectiveParameters();

    @Widget(
            title = "Rows with labels can be scored",
            description =
                    """
                    Without meaning for tables of numbers alone. Lets a quarter of the rows of a batch know their labels
                    apart from the time, from which Flow Likelihood computes the density of rows with labels or gaps, and Flow
                    Sampler draws labels first; Flow Reflow and Flow Rectifier need it, too. Samples are about as good with it as
                    without.
                    """)
    @Layout(ObjectiveSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_densities = true;

    @Widget(
            title = "Labels at first",
            description =
                    """
                    Without meaning for tables of numbers alone. What labels are before they are drawn: hidden, or a level drawn from all
                    alike, which jumps on the way and so can be mended. Rows then need more steps in Flow Sampler, and their
                    probability in Flow Likelihood is a lower bound. Uniform ones want a table all of whose columns are labels;
                    not with flow maps, reflow, labels first, or in Flow Imputer.
                    """)
    @ValueSwitchWidget
    @Advanced
    @Layout(ObjectiveSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    LabelSourceChoice m_labelSource = LabelSourceChoice.MASK;

    @Layout(TimesSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    TimesParameters m_times = new TimesParameters();

    @Layout(TrainingSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    MapParameters m_map = new MapParameters();

    @Widget(title = "Budget", description = "What ends the training.")
    @ValueSwitchWidget
    @ValueReference(BudgetReference.class)
    @Layout(TrainingSection.class)
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
            description =
                    """
                    The longest that the training may take, 0.05 to 10,000. Small tables take less; large ones gain from more.
                    """)
    @NumberInputWidget(minValidation = LeastMinutes.class, maxValidation = MostMinutes.class)
    @Effect(predicate = IsAutomatic.class, type = EffectType.SHOW)
    @Layout(TrainingSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_minutes = Budget.Automatic.DEFAULT_MINUTES;

    @Widget(
            title = "Steps",
            description = "The number of optimiser steps, 1 to 10,000,000. A few thousand suit most tables.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSteps.class)
    @Effect(predicate = IsSteps.class, type = EffectType.SHOW)
    @Layout(TrainingSection.class)
    long m_steps = 20_000;

    @Widget(title = "Epochs", description = "The number of passes over the training rows, 1 to 1,000,000.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostEpochs.class)
    @Effect(predicate = IsEpochs.class, type = EffectType.SHOW)
    @Layout(TrainingSection.class)
    int m_epochs = 500;

    @Widget(title = "Batch size", description = "The number of pairs of each step, 1 to 65,536.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestBatch.class)
    @Layout(TrainingSection.class)
    int m_batchSize = 256;

    @Widget(
            title = "Learning rate",
            description =
                    """
                    The full learning rate, 1e-8 to 1. 0.001 to 0.005 suit most tables; with an automatic budget, tables of 4,096 rows
                    and more are learnt two and a half times as fast, at 0.005 at most. Lower it when the loss jumps or is no longer a
                    number.
                    """)
    @NumberInputWidget(minValidation = LeastRate.class, maxValidation = LargestRate.class)
    @Layout(TrainingSection.class)
    @ValueProvider(MapParameters.OfRate.class)
    double m_learningRate = MapParameters.LearntChoice.VELOCITY.rate();

    @Widget(title = "Learning rate schedule", description = "How the learning rate continues after the warm-up.")
    @ValueSwitchWidget
    @Advanced
    @Layout(TrainingSection.class)
    ScheduleChoice m_learningRateSchedule = ScheduleChoice.COSINE;

    @Widget(
            title = "Validation fraction",
            description =
                    """
                    The share of the target rows held back to see how the flow fits rows it was not trained on, 0 to 0.5;
                    0 for no validation. With validation, the model keeps the weights of the step with the least
                    validation loss.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestFraction.class)
    @Layout(TrainingSection.class)
    double m_validationFraction = 0.05;

    @Widget(
            title = "Patience",
            description =
                    """
                    Training stops early after this many evaluations without a new least validation loss, 0 to 100,000;
                    0 never stops early. There are about 250 evaluations in a training. A warning tells when it stopped, and
                    which step's weights the model holds.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = MostPatience.class)
    @Advanced
    @Layout(TrainingSection.class)
    int m_patience = 0;

    @Widget(
            title = "Warm-up steps",
            description = "The steps over which the learning rate rises from 0, 0 to 1,000,000; 0 for no warm-up.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = MostWarmup.class)
    @Layout(OptimiserSection.class)
    int m_warmupSteps = 100;

    @Widget(
            title = "Weight decay",
            description = "The share, times the learning rate, by which each step shrinks the weights: 0 to 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestWeightDecay.class)
    @Layout(OptimiserSection.class)
    double m_weightDecay = 0;

    @Widget(title = "Beta 1", description = "The decay per step of the mean gradient, 0 to 0.9999.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestBeta1.class)
    @Layout(OptimiserSection.class)
    double m_beta1 = 0.9;

    @Widget(title = "Beta 2", description = "The decay per step of the mean squared gradient, 0 to 0.999999.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestBeta2.class)
    @Layout(OptimiserSection.class)
    double m_beta2 = 0.999;

    @Widget(
            title = "Gradient clipping norm",
            description = "A gradient of a larger norm is scaled down to this norm, 0 to 1,000,000; 0 does not clip.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestNorm.class)
    @Layout(OptimiserSection.class)
    double m_clipNorm = 1;

    @Widget(
            title = "Decay of the weight average",
            description =
                    """
                    The model holds an exponential moving average of the weights: this is its decay per step, 0 to
                    0.999999; 0 takes the weights unchanged.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestEmaDecay.class)
    @Layout(OptimiserSection.class)
    double m_emaDecay = 0.9995;

    @Widget(title = "Device", description = "Where the network is trained.")
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = "Mixed precision (bf16) on GPU",
            description =
                    """
                    The network computes in bfloat16, which halves its memory and is faster on recent GPUs when layers
                    are wide; weights, optimiser and loss stay in float32. Samples are a little noisier in return. On the CPU
                    training warns and computes in full precision.
                    """)
    @Layout(DeviceSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_mixedPrecision;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers: initial weights, validation rows and times."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(DeviceSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    /** Empty where the table decides. */
    Optional<NetworkSpec> network() {
        return m_networkSize == SizeChoice.AUTOMATIC ? Optional.empty() : Optional.of(chosenNetwork());
    }

    private NetworkSpec chosenNetwork() {
        TimeFeatures time =
                m_timeFeatures == TimeChoice.RAW ? new TimeFeatures.Raw() : new TimeFeatures.Fourier(m_timeFrequencies);
        Activation activation = Activation.valueOf(m_activation.name());
        return m_network.of(new NetworkShape(m_layers, m_blocks, m_width, m_timeEmbedding, m_mixing, activation, time));
    }

    TrainingSettings training(long seed) {
        return new TrainingSettings(
                budget(),
                m_batchSize,
                new Optimiser(
                        m_learningRate,
                        m_weightDecay,
                        m_beta1,
                        m_beta2,
                        m_clipNorm,
                        m_warmupSteps,
                        LearningRateSchedule.valueOf(m_learningRateSchedule.name())),
                m_emaDecay,
                new Validation(m_validationFraction, m_patience),
                m_device.choice(),
                seed,
                m_objective.objective(m_times),
                m_mixedPrecision ? Precision.MIXED : Precision.FULL);
    }

    private Budget budget() {
        return switch (m_budget) {
            case AUTOMATIC -> new Budget.Automatic(m_minutes);
            case STEPS -> new Budget.Steps(m_steps);
            case EPOCHS -> new Budget.Epochs(m_epochs);
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            // a list of a negative number of layers cannot be made, so the record cannot refuse it
            SettingRange.check("Hidden layers", m_layers, Mlp.LAYERS);
            chosenNetwork();
            training(RunSeed.ANY);
            m_map.map();
        });
    }
}
