// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.example;

import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.MostRows;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.dialog.SettingRange;
import org.flowmatch.knime.execution.NodeRun;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Example Data. */
final class FlowExampleDataNodeParameters implements NodeParameters {

    /** Named as the engine's distributions. */
    enum Distribution {
        @Label(value = "Two moons", description = "Two interleaved half circles, in two dimensions.")
        TWO_MOONS,
        @Label(value = "Eight Gaussians", description = "Eight round clusters on a circle, in two dimensions.")
        EIGHT_GAUSSIANS,
        @Label(value = "Checkerboard", description = "Every other square of a board, filled evenly.")
        CHECKERBOARD,
        @Label(value = "Pinwheel", description = "Five bent arms, in two dimensions.")
        PINWHEEL,
        @Label(value = "Spirals", description = "Two spirals, turned against each other by half a turn.")
        SPIRALS,
        @Label(value = "S-curve", description = "A sheet bent like the letter S, in three dimensions.")
        S_CURVE,
        @Label(value = "Rings", description = "Concentric rings, in two dimensions.")
        RINGS,
        @Label(value = "Gaussian", description = "The standard normal distribution in any number of dimensions.")
        GAUSSIAN,
        @Label(
                value = "Torus",
                description = "Two angles in degrees whose clusters go on across 0, with a known density.")
        TORUS,
        @Label(
                value = "Sphere",
                description =
                        "Latitude and longitude in degrees, with clusters on the pole and across the date line, with a known density.")
        SPHERE,
        @Label(
                value = "Discretised checkerboard",
                description =
                        "Whole numbers from 0 to 127 in two columns: 8,192 cells of a checkerboard of 128 x 128, all of the same probability.")
        DISCRETE_CHECKERBOARD
    }

    interface DistributionReference extends ParameterReference<Distribution> {}

    static final class IsGaussian extends IsChosen<Distribution> {
        IsGaussian() {
            super(DistributionReference.class, Distribution.GAUSSIAN);
        }
    }

    static final class TakesNoNoise extends IsChosen<Distribution> {
        TakesNoNoise() {
            super(
                    DistributionReference.class,
                    Distribution.GAUSSIAN,
                    Distribution.TORUS,
                    Distribution.SPHERE,
                    Distribution.DISCRETE_CHECKERBOARD);
        }
    }

    @Widget(title = "Distribution", description = "The distribution whose rows are drawn.")
    @ValueReference(DistributionReference.class)
    Distribution m_distribution = Distribution.TWO_MOONS;

    @Widget(title = "Rows", description = "The number of rows drawn, 1 to 100,000,000.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    int m_rows = 2000;

    static final class MostNoise extends AtMost {
        MostNoise() {
            super(ExampleDistribution.NOISE);
        }
    }

    /** Sets the noise that is usual for a distribution when the user chooses it. */
    static final class UsualNoise implements StateProvider<Double> {
        private Supplier<Distribution> m_chosen;

        @Override
        public void init(StateProviderInitializer initializer) {
            m_chosen = initializer.computeFromValueSupplier(DistributionReference.class);
        }

        @Override
        public Double computeState(NodeParametersInput input) {
            return ExampleDistribution.valueOf(m_chosen.get().name()).defaultNoise();
        }
    }

    @Widget(
            title = "Noise",
            description =
                    """
                    The standard deviation of the Gaussian noise added to every coordinate, 0 to 100. The shapes are a few
                    units wide; 0 draws them sharp. Choosing another distribution sets its usual noise.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = MostNoise.class)
    @Effect(predicate = TakesNoNoise.class, type = EffectType.HIDE)
    @ValueProvider(UsualNoise.class)
    double m_noise = 0.05;

    static final class MostDimensions extends AtMost {
        MostDimensions() {
            super(ExampleDistribution.DIMENSIONS);
        }
    }

    @Widget(title = "Dimensions", description = "The number of columns of the Gaussian, 1 to 1,000.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostDimensions.class)
    @Effect(predicate = IsGaussian.class, type = EffectType.SHOW)
    int m_dimensions = 2;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers. The same seed always gives the same rows."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    Optional<Long> m_seed = Optional.of(1L);

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            SettingRange.check("Rows", m_rows, MostRows.ROWS);
            SettingRange.check("Noise", m_noise, ExampleDistribution.NOISE);
            SettingRange.check("Dimensions", m_dimensions, ExampleDistribution.DIMENSIONS);
        });
    }
}
