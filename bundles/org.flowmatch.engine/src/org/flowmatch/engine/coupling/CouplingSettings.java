// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.json.JsonName;
import org.flowmatch.engine.transport.Entropic;
import org.flowmatch.engine.transport.SinkhornPlan;
import org.flowmatch.engine.transport.UnbalancedPlan;

/** How source and target rows are joined: the joint law of (x0, x1). */
public sealed interface CouplingSettings {

    /** The stable name of the coupling in files. */
    String id();

    /** Whether a model of the pairs is to know rows of which any columns are given. */
    default boolean anyColumns() {
        return false;
    }

    /**
     * Source and target rows drawn separately. What is given of a row then says nothing of its noise, so that any columns may
     * be given later.
     *
     * @param anyColumns whether they may; the source is noise then
     */
    @JsonName(Independent.ID)
    record Independent(@JsonDefault(value = "false", omitted = true) boolean anyColumns) implements CouplingSettings {
        public static final String ID = "independent";

        /** Of which no columns are given. */
        public Independent() {
            this(false);
        }

        @Override
        public String id() {
            return ID;
        }
    }

    /**
     * Each target row with one source row, as aligned beforehand ({@link PairedRows}).
     *
     * @param key the name of the column that told which rows belong together; empty when they were taken in order
     */
    @JsonName("paired")
    record Paired(Optional<String> key) implements CouplingSettings {
        public Paired {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public String id() {
            return "paired";
        }
    }

    /**
     * Pairs made within batches by a plan of least cost |x1 - x0|^2 in encoded space. Where a source table has labels, each
     * label that differs costs the label weight.
     */
    sealed interface Transport extends CouplingSettings permits OptimalTransport, Sinkhorn, Unbalanced, Partial {
        Range BATCH_SIZE = Range.between(2, 4096);
        int DEFAULT_BATCH = 256;
        Range LABEL_WEIGHT = Range.between(0, 1e6);
        double DEFAULT_LABEL_WEIGHT = 4;
        String DEFAULT_LABEL_WEIGHT_JSON = "4.0";

        /** Rows of a batch, 2 to 4096; tables with fewer rows take batches of their size. */
        int batchSize();

        /** Whether pairs are drawn from the plan, so that a source row may come several times or not at all. */
        boolean replacement();

        /** How conditions, where there are some, enter the cost. */
        ConditionCost conditions();

        /** What a label that differs costs beside the squared distance of the numbers, 0 to 1,000,000. */
        double labelWeight();

        /** How pairs are made among the rows of a batch. */
        PlanRule rule();

        /** @throws FlowException when labels may not have this weight */
        static void requireLabelWeight(double weight) {
            LABEL_WEIGHT.check(
                    "The weight of labels in the transport cost",
                    weight,
                    "Choose a value in that range; " + DEFAULT_LABEL_WEIGHT + " is a good start.");
        }

        /** @throws FlowException when a batch may not have this size */
        static void requireBatch(int batchSize) {
            BATCH_SIZE.check(
                    "The batch size of optimal transport",
                    batchSize,
                    "Choose a value in that range; " + DEFAULT_BATCH + " is a good start.");
        }
    }

    /**
     * The assignment of least sum of costs. Without replacement each row of a batch is in one pair.
     *
     * @param batchSize 2 to 4096
     */
    @JsonName("optimal_transport")
    record OptimalTransport(
            int batchSize,
            @JsonDefault("false") boolean replacement,
            @JsonDefault(ConditionCost.DEFAULT_JSON) ConditionCost conditions,
            @JsonDefault(value = DEFAULT_LABEL_WEIGHT_JSON, omitted = true) double labelWeight)
            implements Transport {
        public OptimalTransport {
            Transport.requireLabelWeight(labelWeight);
            Objects.requireNonNull(conditions, "conditions");
            Transport.requireBatch(batchSize);
        }

        /** Labels of a source table have the default weight. */
        public OptimalTransport(int batchSize, boolean replacement, ConditionCost conditions) {
            this(batchSize, replacement, conditions, DEFAULT_LABEL_WEIGHT);
        }

        /** Without replacement; conditions have equal labels. */
        public OptimalTransport(int batchSize) {
            this(batchSize, false, ConditionCost.DEFAULT);
        }

        @Override
        public PlanRule rule() {
            return new AssignmentRule(1, replacement);
        }

        @Override
        public String id() {
            return "optimal_transport";
        }
    }

    /**
     * The plan of least cost plus eps times its negative entropy. Without replacement each source row is in one pair, with a
     * target row drawn by its row of the plan: target rows come once on average.
     */
    @JsonName("sinkhorn")
    record Sinkhorn(
            int batchSize,
            Entropic entropic,
            boolean replacement,
            ConditionCost conditions,
            @JsonDefault(value = DEFAULT_LABEL_WEIGHT_JSON, omitted = true) double labelWeight)
            implements Transport {
        /** Labels of a source table have the default weight. */
        public Sinkhorn(int batchSize, Entropic entropic, boolean replacement, ConditionCost conditions) {
            this(batchSize, entropic, replacement, conditions, DEFAULT_LABEL_WEIGHT);
        }

        public Sinkhorn {
            Transport.requireLabelWeight(labelWeight);
            Objects.requireNonNull(entropic, "entropic");
            Objects.requireNonNull(conditions, "conditions");
            Transport.requireBatch(batchSize);
        }

        @Override
        public PlanRule rule() {
            return new EntropicRule(cost -> SinkhornPlan.solve(cost, entropic), replacement);
        }

        @Override
        public String id() {
            return "sinkhorn";
        }
    }

    /**
     * The entropic plan whose marginals may differ from those of the batch at a cost of relaxation times their
     * Kullback-Leibler divergence: far rows come less often. Without replacement each source row is in one pair, and only
     * target rows are left behind.
     *
     * @param relaxation in units of the cost scale, 1e-3 to 1e4; large values
     *     keep the marginals
     */
    @JsonName("unbalanced")
    record Unbalanced(
            int batchSize,
            Entropic entropic,
            double relaxation,
            boolean replacement,
            ConditionCost conditions,
            @JsonDefault(value = DEFAULT_LABEL_WEIGHT_JSON, omitted = true) double labelWeight)
            implements Transport {
        public static final Range RELAXATION = Range.between(1e-3, 1e4);
        public static final double DEFAULT_RELAXATION = 1;

        /** Labels of a source table have the default weight. */
        public Unbalanced(
                int batchSize, Entropic entropic, double relaxation, boolean replacement, ConditionCost conditions) {
            this(batchSize, entropic, relaxation, replacement, conditions, DEFAULT_LABEL_WEIGHT);
        }

        public Unbalanced {
            Transport.requireLabelWeight(labelWeight);
            Objects.requireNonNull(entropic, "entropic");
            Objects.requireNonNull(conditions, "conditions");
            Transport.requireBatch(batchSize);
            RELAXATION.check(
                    "The marginal relaxation of the unbalanced plan",
                    relaxation,
                    "Choose a value in that range; " + DEFAULT_RELAXATION + " is a good start.");
        }

        @Override
        public PlanRule rule() {
            return new EntropicRule(cost -> UnbalancedPlan.solve(cost, entropic, relaxation), replacement);
        }

        @Override
        public String id() {
            return "unbalanced";
        }
    }

    /**
     * The assignment of least cost among those of a share of the rows: the others are left behind on both sides.
     *
     * @param fraction the share of a batch's rows that are paired, above 0 and at most 1; at least one row is, of each
     *     label where labels must be equal
     */
    @JsonName("partial")
    record Partial(
            int batchSize,
            double fraction,
            boolean replacement,
            ConditionCost conditions,
            @JsonDefault(value = DEFAULT_LABEL_WEIGHT_JSON, omitted = true) double labelWeight)
            implements Transport {
        public static final Range FRACTION = Range.above(0, 1);
        public static final double DEFAULT_FRACTION = 0.9;

        /** Labels of a source table have the default weight. */
        public Partial(int batchSize, double fraction, boolean replacement, ConditionCost conditions) {
            this(batchSize, fraction, replacement, conditions, DEFAULT_LABEL_WEIGHT);
        }

        public Partial {
            Transport.requireLabelWeight(labelWeight);
            Objects.requireNonNull(conditions, "conditions");
            Transport.requireBatch(batchSize);
            FRACTION.check(
                    "The mass fraction of the partial plan",
                    fraction,
                    "Choose a value in that range; " + DEFAULT_FRACTION + " leaves a tenth of the rows behind.");
        }

        @Override
        public PlanRule rule() {
            return new AssignmentRule(fraction, replacement);
        }

        @Override
        public String id() {
            return "partial";
        }
    }

    /**
     * Source rows with the rows to which a trained model pushed them.
     *
     * @param solver id of the solver
     * @param steps of the solver; 0 for an adaptive one
     * @param rounds how many times pairs were made this way, this one included; at least 1
     * @param source the law of the source rows, that of the model: the rows of Gaussian noise are still noise
     * @param guidance the weight with which the conditions of the rows acted; 1 for conditions as they were learnt
     */
    @JsonName(Reflow.ID)
    record Reflow(String solver, int steps, int rounds, SourceLaw source, @JsonDefault("1.0") double guidance)
            implements CouplingSettings {
        public static final String ID = "reflow";

        /** Pairs without guidance. */
        public Reflow(String solver, int steps, int rounds, SourceLaw source) {
            this(solver, steps, rounds, source, 1);
        }

        public Reflow {
            Objects.requireNonNull(solver, "solver");
            Objects.requireNonNull(source, "source");
            if (steps < 0) {
                throw new FlowException(
                        "The number of solver steps of the reflow is " + steps + ", it must be at least 1 (or 0 for an"
                                + " adaptive solver).",
                        "Choose a larger number of steps.");
            }
            Range.atLeast(1).check("The number of reflow rounds", rounds, "Count this round as the first.");
        }

        @Override
        public String id() {
            return ID;
        }
    }
}
