// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.sampler.SolverPredicates.GridReference;
import org.flowmatch.knime.sampler.SolverPredicates.HasGrid;
import org.flowmatch.knime.sampler.SolverPredicates.IsEdm;
import org.flowmatch.knime.sampler.SolverPredicates.IsList;
import org.flowmatch.knime.sampler.SolverPredicates.IsLogit;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** How the steps of a solver are spread over the times of the path. */
final class GridParameters implements NodeParameters {
    @Widget(title = "Time grid", description = "How the steps are spread over the times of the path.")
    @ValueReference(GridReference.class)
    @Effect(predicate = HasGrid.class, type = EffectType.SHOW)
    @Advanced
    GridChoice m_kind = GridChoice.UNIFORM;

    static final class LeastReach extends AtLeast {
        LeastReach() {
            super(TimeGrid.Logit.REACH);
        }
    }

    static final class LargestReach extends AtMost {
        LargestReach() {
            super(TimeGrid.Logit.REACH);
        }
    }

    @Widget(
            title = "Reach of the logit grid",
            description = "How far ln(t / (1 - t)) goes, 0.1 (nearly equal steps) to 10; 3 is usual.")
    @NumberInputWidget(minValidation = LeastReach.class, maxValidation = LargestReach.class)
    @Effect(predicate = IsLogit.class, type = EffectType.SHOW)
    @Advanced
    double m_reach = 3;

    static final class LeastRho extends AtLeast {
        LeastRho() {
            super(TimeGrid.Rho.RHO);
        }
    }

    static final class LargestRho extends AtMost {
        LargestRho() {
            super(TimeGrid.Rho.RHO);
        }
    }

    @Widget(title = "Rho of the EDM grid", description = "The power rho, 1 (equal steps) to 20; 7 is usual.")
    @NumberInputWidget(minValidation = LeastRho.class, maxValidation = LargestRho.class)
    @Effect(predicate = IsEdm.class, type = EffectType.SHOW)
    @Advanced
    double m_rho = 7;

    @Widget(
            title = "Times",
            description =
                    """
                    Rising times from 0 to 1 with commas or blanks between them, such as 0.25, 0.5, 0.9. The ends of the path are
                    always there.
                    """)
    @TextInputWidget(placeholder = "0.25, 0.5, 0.9")
    @Effect(predicate = IsList.class, type = EffectType.SHOW)
    @Advanced
    String m_times = "0.25, 0.5, 0.75";

    TimeGrid grid() {
        return switch (m_kind) {
            case UNIFORM -> new TimeGrid.Uniform();
            case QUADRATIC -> new TimeGrid.Quadratic();
            case COSINE -> new TimeGrid.Cosine();
            case LOGIT -> new TimeGrid.Logit(m_reach);
            case EDM -> new TimeGrid.Rho(m_rho);
            case TIMES -> new TimeGrid.Times(times(Objects.requireNonNullElse(m_times, "")));
        };
    }

    private static List<Double> times(String text) {
        List<Double> times = new ArrayList<>();
        for (String time : text.strip().split("[\\s,;]+")) {
            if (!time.isEmpty()) {
                times.add(number(time));
            }
        }
        return times;
    }

    private static double number(String time) {
        try {
            return Double.parseDouble(time);
        } catch (NumberFormatException e) {
            throw new FlowException(
                    "The list of times holds " + Quoted.of(time) + ", which is not a number.",
                    "Give times such as 0.25, 0.5, 0.9.",
                    e);
        }
    }
}
