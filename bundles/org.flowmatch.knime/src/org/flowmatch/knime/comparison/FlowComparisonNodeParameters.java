// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.comparison.ComparisonSettings;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeRun;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.array.ArrayWidget.ElementLayout;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Settings of Flow Comparison. */
final class FlowComparisonNodeParameters implements NodeParameters {
    @Section(title = "Comparison")
    interface ComparisonSection {}

    @Section(title = "Device and random numbers")
    @Advanced
    @After(ComparisonSection.class)
    interface DeviceSection {}

    /** How one model is called. */
    static final class NameElement implements NodeParameters {
        @Widget(
                title = "Name",
                description =
                        "How the model is called; without a name by what it learnt, along which path, and from which"
                                + " pairs.")
        String m_name = "";
    }

    static final class FewestRows extends AtLeast {
        FewestRows() {
            super(ComparisonSettings.ROWS);
        }
    }

    static final class MostRows extends AtMost {
        MostRows() {
            super(ComparisonSettings.ROWS);
        }
    }

    static final class FewestEvaluations extends AtLeast {
        FewestEvaluations() {
            super(ComparisonSettings.EVALUATIONS);
        }
    }

    static final class MostEvaluations extends AtMost {
        MostEvaluations() {
            super(ComparisonSettings.EVALUATIONS);
        }
    }

    @Widget(
            title = "Rows",
            description =
                    """
                    The number of rows that each model makes, which are compared with as many test rows, and of test rows that are
                    scored, 10 to 5,000. More rows lower the floor and sharpen every number, but the time of each W2 distance
                    grows with the cube of the rows. When there are fewer test rows than twice this number, half of them are compared.
                    """)
    @NumberInputWidget(minValidation = FewestRows.class, maxValidation = MostRows.class)
    @Layout(ComparisonSection.class)
    int m_rows = ComparisonSettings.DEFAULT_ROWS;

    @Widget(
            title = "Sampler",
            description =
                    "By what rows are made. What makes them in one pass, as a normalising flow does, has no choice.")
    @ValueSwitchWidget
    @Layout(ComparisonSection.class)
    SamplerChoice m_sampler = SamplerChoice.USUAL;

    @Widget(
            title = "Evaluations",
            description =
                    """
                    The number of evaluations of the network per row (NFE), 1 to 1,024; a sampler takes as many steps as they allow.
                    """)
    @NumberInputWidget(minValidation = FewestEvaluations.class, maxValidation = MostEvaluations.class)
    @Layout(ComparisonSection.class)
    int m_evaluations = ComparisonSettings.DEFAULT_EVALUATIONS;

    @Widget(
            title = "Fewer evaluations, too",
            description =
                    """
                    Makes rows with 1, 2, 4, ... evaluations as well, so that table and view show what few evaluations cost. With
                    a single one, Euler and Euler-Maruyama stand in for samplers that take two a step.
                    """)
    @Layout(ComparisonSection.class)
    boolean m_fewer = true;

    @Widget(
            title = "Log-likelihood of test rows",
            description =
                    """
                    Scores test rows by each model that has a density, as Flow Likelihood does with its usual settings. Of models that
                    are followed by a solver this takes the longest.
                    """)
    @Layout(ComparisonSection.class)
    boolean m_likelihood = true;

    @Widget(
            title = "Names of models",
            description = "The first name is that of the model at the first port, and so on. Names may be left out.")
    @ArrayWidget(addButtonText = "Add name", elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE)
    @Layout(ComparisonSection.class)
    NameElement[] m_names = {};

    @Widget(title = "Device", description = "Where the networks run.")
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = RunSeed.TITLE,
            description =
                    "The start of the random numbers: noise and the choice of test rows." + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(DeviceSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    /** By place; an empty text leaves a model its own. */
    List<String> names() {
        return Arrays.stream(m_names)
                .map(element -> Objects.requireNonNullElse(element.m_name, ""))
                .toList();
    }

    ComparisonSettings settings(long seed) {
        return new ComparisonSettings(
                m_rows, m_evaluations, m_fewer, m_sampler.rule(), m_likelihood, m_device.choice(), seed);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> settings(RunSeed.ANY));
    }
}
