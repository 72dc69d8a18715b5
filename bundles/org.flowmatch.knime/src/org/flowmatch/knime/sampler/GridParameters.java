// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.knime.sampler.SolverParameters.HasGrid;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** How the steps of a solver are spread over the times of the path. */
final class GridParameters implements NodeParameters {

    enum GridChoice {
        @Label(value = "Uniform", description = "Equal steps.")
        UNIFORM,
        @Label(
                value = "Quadratic",
                description =
                        "t = 1 - (1 - u)^2: steps that shrink evenly towards the target (Song, Meng and Ermon, 2021).")
        QUADRATIC,
        @Label(
                value = "Cosine",
                description = "t = (1 - cos(pi u)) / 2: small steps at both ends, where curved paths turn.")
        COSINE,
        @Label(value = "Logit", description = "Equal steps in ln(t / (1 - t)): small steps at both ends.")
        LOGIT,
        @Label(
                value = "EDM",
                description = "Equal steps in (1 - t)^(1 / rho), down to 0.000025^(1 / rho): small steps at the target"
                        + " (Karras et al., 2022).")
        EDM,
        @Label(
                value = "List",
                description = "Times that you give; their number takes the place of the number of steps.")
        TIMES
    }

    interface GridReference extends ParameterReference<GridChoice> {}

    /** Whether one grid is chosen, for a solver that has one. */
    abstract static class IsChosen implements EffectPredicateProvider {
        private final GridChoice grid;

        IsChosen(GridChoice grid) {
            this.grid = grid;
        }

        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer
                    .getPredicate(HasGrid.class)
                    .and(initializer.getEnum(GridReference.class).isOneOf(grid));
        }
    }

    static final class IsLogit extends IsChosen {
        IsLogit() {
            super(GridChoice.LOGIT);
        }
    }

    static final class IsEdm extends IsChosen {
        IsEdm() {
            super(GridChoice.EDM);
        }
    }

    static final class IsList extends IsChosen {
        IsList() {
            super(GridChoice.TIMES);
        }
    }

    @Widget(title = "Time grid", description = "How the steps are spread over the times of the path.")
    @ValueReference(GridReference.class)
    @Effect(predicate = HasGrid.class, type = EffectType.SHOW)
    @Advanced
    GridChoice m_kind = GridChoice.UNIFORM;

    static final class LeastReach extends MinValidation {
        @Override
        protected double getMin() {
            return 0.1;
        }
    }

    static final class LargestReach extends MaxValidation {
        @Override
        protected double getMax() {
            return 10;
        }
    }

    @Widget(
            title = "Reach of the logit grid",
            description = "How far ln(t / (1 - t)) goes, 0.1 (nearly equal steps) to 10; 3 is usual.")
    @NumberInputWidget(minValidation = LeastReach.class, maxValidation = LargestReach.class)
    @Effect(predicate = IsLogit.class, type = EffectType.SHOW)
    @Advanced
    double m_reach = 3;

    static final class LeastRho extends MinValidation {
        @Override
        protected double getMin() {
            return 1;
        }
    }

    static final class LargestRho extends MaxValidation {
        @Override
        protected double getMax() {
            return 20;
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
