// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.metric.DiagnosticsSettings;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Diagnostics. */
final class FlowDiagnosticsNodeParameters implements NodeParameters {
    @Section(title = "Diagnostics")
    interface DiagnosticsSection {}

    @Section(title = "Device and random numbers")
    @Advanced
    @After(DiagnosticsSection.class)
    interface DeviceSection {}

    /** One solver whose samples are measured. */
    static final class SolverElement implements NodeParameters {
        @Widget(title = "Solver", description = "The method that follows the velocity from row to row.")
        FixedSolver m_solver = FixedSolver.MIDPOINT;

        SolverElement() {}

        SolverElement(FixedSolver solver) {
            m_solver = solver;
        }
    }

    static final class FewestRows extends AtLeast {
        FewestRows() {
            super(DiagnosticsSettings.ROWS);
        }
    }

    static final class MostRows extends AtMost {
        MostRows() {
            super(DiagnosticsSettings.ROWS);
        }
    }

    @Widget(
            title = "Rows",
            description =
                    """
                    The number of rows that are sampled and compared with as many target rows, 10 to 5,000. More rows lower the
                    floor and sharpen every number, but the time of each W2 distance grows with the cube of the rows: twice the
                    rows take eight times as long. When there are fewer target rows than twice this number, half of them are used.
                    """)
    @NumberInputWidget(minValidation = FewestRows.class, maxValidation = MostRows.class)
    @Layout(DiagnosticsSection.class)
    int m_rows = DiagnosticsSettings.DEFAULT_ROWS;

    @Widget(title = "Solvers", description = "The solvers whose samples are measured, each once.")
    @ArrayWidget(addButtonText = "Add solver", elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE)
    @Layout(DiagnosticsSection.class)
    SolverElement[] m_solvers = {
        new SolverElement(FixedSolver.EULER), new SolverElement(FixedSolver.HEUN), new SolverElement(FixedSolver.RK4)
    };

    static final class MostEvaluations extends AtMost {
        MostEvaluations() {
            super(DiagnosticsSettings.LARGEST_NFE);
        }
    }

    @Widget(
            title = "Most evaluations",
            description =
                    """
                    Samples are taken with 1, 2, 4, 8, ... evaluations of the network per row (NFE) up to this number, 1 to
                    1,024, as far as a solver allows: one with two evaluations a step starts at 2.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostEvaluations.class)
    @Layout(DiagnosticsSection.class)
    int m_mostEvaluations = DiagnosticsSettings.DEFAULT_LARGEST_NFE;

    @Widget(title = "Device", description = "Where the network runs.")
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers: source rows and the choice of target rows."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(DeviceSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    DiagnosticsSettings settings(long seed) {
        return new DiagnosticsSettings(
                m_rows,
                m_mostEvaluations,
                Arrays.stream(m_solvers)
                        .map(element -> element.m_solver.solver())
                        .distinct()
                        .toList(),
                m_device.choice(),
                seed,
                true);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> settings(RunSeed.ANY));
    }
}
