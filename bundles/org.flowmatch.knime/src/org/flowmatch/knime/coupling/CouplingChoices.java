// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flowmatch.engine.coupling.ConditionCost;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.CouplingSettings.OptimalTransport;
import org.flowmatch.engine.coupling.CouplingSettings.Partial;
import org.flowmatch.engine.coupling.CouplingSettings.Sinkhorn;
import org.flowmatch.engine.coupling.CouplingSettings.Transport;
import org.flowmatch.engine.coupling.CouplingSettings.Unbalanced;
import org.flowmatch.engine.transport.Entropic;
import org.flowmatch.knime.dialog.HasOptionalInput;
import org.flowmatch.knime.dialog.IsChosen;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;

/** What can be chosen in the dialog of Flow Coupling. The names of the constants are stored in settings. */
final class CouplingChoices {
    private CouplingChoices() {}

    enum CouplingChoice {
        @Label(
                value = "Independent",
                description = "Source and target rows are drawn separately: the simplest coupling, right for any data.")
        INDEPENDENT,
        @Label(
                value = "Optimal transport",
                description =
                        """
                        Within batches, source rows are assigned to target rows so that the sum of squared distances
                        |x<sub>1</sub> - x<sub>0</sub>|<sup>2</sup> is least (Tong et al., 2024; Pooladian et al., 2023). Paths cross less, so flows are
                        straighter and need fewer solver steps.
                        """)
        OPTIMAL_TRANSPORT(plan ->
                new OptimalTransport(plan.batchSize(), plan.replacement(), plan.conditions(), plan.labelWeight())),
        @Label(
                value = "Sinkhorn",
                description =
                        """
                        Within batches, pairs are drawn from the entropic plan P that makes sum P |x<sub>1</sub> - x<sub>0</sub>|<sup>2</sup> + eps sum P ln P
                        least (Cuturi, 2013): between optimal transport (small eps) and independent rows (large eps).
                        """)
        SINKHORN(plan -> new Sinkhorn(
                plan.batchSize(), plan.entropic().get(), plan.replacement(), plan.conditions(), plan.labelWeight())),
        @Label(
                value = "Unbalanced",
                description =
                        """
                        The entropic plan whose row sums may differ from those of the batch, at the cost of their relative
                        entropy times the relaxation (Chizat et al., 2018). Distant rows, such as outliers, count less; the flow
                        then carries a distribution other than that of the tables.
                        """)
        UNBALANCED(plan -> new Unbalanced(
                plan.batchSize(),
                plan.entropic().get(),
                plan.relaxation(),
                plan.replacement(),
                plan.conditions(),
                plan.labelWeight())),
        @Label(
                value = "Partial",
                description =
                        """
                        The plan of least cost that pairs only a fraction of the batch and leaves the farthest rows out
                        (Chapel et al., 2020). The flow then carries a distribution other than that of the tables.
                        """)
        PARTIAL(plan -> new Partial(
                plan.batchSize(), plan.fraction(), plan.replacement(), plan.conditions(), plan.labelWeight())),
        @Label(
                value = "Paired",
                description =
                        """
                        Each target row belongs to one row of the source table, such as before and after a treatment.
                        Needs a source table.
                        """)
        PAIRED;

        private final Optional<Function<PlanSettings, Transport>> m_transport;

        CouplingChoice() {
            m_transport = Optional.empty();
        }

        CouplingChoice(Function<PlanSettings, Transport> transport) {
            m_transport = Optional.of(transport);
        }

        private static CouplingChoice[] transports() {
            return Stream.of(values())
                    .filter(choice -> choice.m_transport.isPresent())
                    .toArray(CouplingChoice[]::new);
        }

        /**
         * The coupling, by plans of batches.
         *
         * @throws org.flowmatch.engine.FlowException naming the setting that is out of its range
         */
        CouplingSettings transport(PlanSettings settings) {
            return m_transport.orElseThrow().apply(settings);
        }
    }

    /** What is set of transport couplings, of which each takes what it has. */
    record PlanSettings(
            int batchSize,
            Supplier<Entropic> entropic,
            double relaxation,
            double fraction,
            boolean replacement,
            ConditionCost conditions,
            double labelWeight) {}

    enum PairBy {
        @Label(value = "Row order", description = "Row i with row i; both tables have the same number of rows.")
        ROW_ORDER,
        @Label(value = "Key column", description = "Rows with the same value in a column that both tables have.")
        KEY_COLUMN
    }

    enum SourceChoice {
        @Label(
                value = "Gaussian",
                description = "Independent normal numbers of mean 0 and standard deviation 1 for every coordinate.")
        GAUSSIAN
    }

    /** Named as the engine's scalings. */
    enum ScalingChoice {
        @Label(
                value = "Quantiles",
                description =
                        """
                        The normal score of the rank: z = Phi^-1(rank / n), ties in random order; decoded through the
                        observed quantiles. Repeated values, whole numbers, grids and skew come back as they were. Best for
                        tables.
                        """)
        QUANTILE,
        @Label(
                value = "Standardise",
                description = "z = (x - mean) / standard deviation. For columns that are nearly normal.")
        STANDARDISE,
        @Label(value = "None", description = "z = x. For data that are already about one unit wide, such as examples.")
        NONE
    }

    /** Named as the engine's modes. */
    enum MatchingChoice {
        @Label(
                value = "Equal labels",
                description =
                        """
                        Rows are paired only where their labels are equal, and numbers by their weight. Rows of noise take the
                        condition of the target row they were drawn with.
                        """)
        EQUAL_LABELS,
        @Label(
                value = "Weighted",
                description =
                        "The cost of a pair grows by the weight times the squared distance of its encoded conditions.")
        WEIGHTED,
        @Label(
                value = "Ignore",
                description =
                        """
                        Conditions do not enter the plan. This biases conditional generation, because the source rows of a
                        condition are then not a sample of the source (Cheng and Schwing, 2025).
                        """)
        IGNORE
    }

    /** Named as the engine's scales. */
    enum CostScaleChoice {
        @Label(value = "None", description = "Epsilon is in squared encoded units.")
        NONE,
        @Label(
                value = "Mean",
                description = "Times the mean cost |x<sub>1</sub> - x<sub>0</sub>|<sup>2</sup> of a batch.")
        MEAN,
        @Label(value = "Maximum", description = "Times the largest cost of a batch.")
        MAX,
        @Label(value = "Median", description = "Times the median cost of a batch.")
        MEDIAN
    }

    interface CouplingReference extends ParameterReference<CouplingChoice> {}

    interface PairByReference extends ParameterReference<PairBy> {}

    interface ScalingReference extends ParameterReference<ScalingChoice> {}

    interface MatchingReference extends ParameterReference<MatchingChoice> {}

    /** A coupling by plans of batches. */
    static final class IsTransport extends IsChosen<CouplingChoice> {
        IsTransport() {
            super(CouplingReference.class, CouplingChoice.transports());
        }
    }

    /** A coupling by plans of batches whose source rows may have labels. */
    static final class HasLabelWeight extends IsChosen<CouplingChoice> {
        HasLabelWeight() {
            super(HasOptionalInput.class, CouplingReference.class, CouplingChoice.transports());
        }
    }

    static final class IsEntropic extends IsChosen<CouplingChoice> {
        IsEntropic() {
            super(CouplingReference.class, CouplingChoice.SINKHORN, CouplingChoice.UNBALANCED);
        }
    }

    static final class IsUnbalanced extends IsChosen<CouplingChoice> {
        IsUnbalanced() {
            super(CouplingReference.class, CouplingChoice.UNBALANCED);
        }
    }

    static final class IsPartial extends IsChosen<CouplingChoice> {
        IsPartial() {
            super(CouplingReference.class, CouplingChoice.PARTIAL);
        }
    }

    static final class IsPaired extends IsChosen<CouplingChoice> {
        IsPaired() {
            super(CouplingReference.class, CouplingChoice.PAIRED);
        }
    }

    static final class IsPairedByKey extends IsChosen<PairBy> {
        IsPairedByKey() {
            super(IsPaired.class, PairByReference.class, PairBy.KEY_COLUMN);
        }
    }

    static final class IsQuantile extends IsChosen<ScalingChoice> {
        IsQuantile() {
            super(ScalingReference.class, ScalingChoice.QUANTILE);
        }
    }

    static final class HasConditionWeight extends IsChosen<MatchingChoice> {
        HasConditionWeight() {
            super(
                    ConditionsChosen.InTransport.class,
                    MatchingReference.class,
                    MatchingChoice.EQUAL_LABELS,
                    MatchingChoice.WEIGHTED);
        }
    }
}
