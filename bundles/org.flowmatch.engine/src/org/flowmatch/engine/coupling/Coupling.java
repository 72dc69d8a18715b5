// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.Aside;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Encoded source and target rows and the law that joins them.
 *
 * @param target [n, d], with the coordinates of the encoding
 * @param source [k, d]; empty for standard normal noise in encoded space. Paired and reflow couplings have one, with k = n
 * @param conditions those of the rows, row for row; empty when there are none
 */
public record Coupling(
        CouplingSettings settings,
        TableEncoding encoding,
        RowMatrix target,
        Optional<RowMatrix> source,
        Optional<Conditions> conditions,
        long seed) {

    /** With fewer rows on average, equal labels leave transport hardly any choice. */
    private static final int FEW_ROWS_OF_A_LABEL = 4;

    public Coupling {
        Objects.requireNonNull(settings, "settings");
        int columns = encoding.space().width();
        if (target.columns() != columns || source.stream().anyMatch(rows -> rows.columns() != columns)) {
            throw new IllegalArgumentException(
                    "the rows of a coupling must have the encoding's " + columns + " columns");
        }
        requireRows(target.rows(), TableRole.TARGET);
        source.ifPresent(rows -> requireRows(rows.rows(), TableRole.SOURCE));
        if (settings instanceof CouplingSettings.Transport transport) {
            requireCost(transport, encoding.space(), source.isPresent());
        }
        if (aligned(settings)) {
            if (source.isEmpty()) {
                throw new FlowException(
                        "A paired coupling needs a source table.",
                        "Connect one, or choose the independent or the optimal transport coupling.");
            }
            PairedRows.requireSameLength(target.rows(), source.get().rows());
        }
        conditions.ifPresent(c -> requireBeside(c, target, source));
    }

    private static void requireCost(CouplingSettings.Transport transport, RowSpace space, boolean source) {
        if (space.numbersOfEveryRow().length > 0) {
            return;
        }
        if (!source) {
            throw new FlowException(
                    "A transport plan is one of distances between numbers, but no column of the target table is a number in"
                            + " every row: they have labels, gaps or spikes.",
                    "Choose the independent coupling, or model numeric columns without gaps as numbers.");
        }
        if (transport.labelWeight() == 0) {
            throw new FlowException(
                    "A transport plan needs a distance, but labels have the weight 0 in its cost and no column of the target"
                            + " table is a number in every row.",
                    "Raise the weight of labels; " + CouplingSettings.Transport.DEFAULT_LABEL_WEIGHT
                            + " is a good start.");
        }
    }

    private static void requireBeside(Conditions conditions, RowMatrix target, Optional<RowMatrix> source) {
        if (conditions.target().rows() != target.rows()
                || conditions.source().isPresent()
                        && source.map(RowMatrix::rows).orElse(0)
                                != conditions.source().get().rows()) {
            throw new IllegalArgumentException("each row of a coupling must have one row of conditions");
        }
    }

    /** A coupling without conditions. */
    public Coupling(
            CouplingSettings settings,
            TableEncoding encoding,
            RowMatrix target,
            Optional<RowMatrix> source,
            long seed) {
        this(settings, encoding, target, source, Optional.empty(), seed);
    }

    /** Without conditions. */
    public static Coupling fit(
            CouplingSettings settings,
            Table target,
            Optional<Table> source,
            EncodingSettings encodingSettings,
            long seed,
            Monitor monitor) {
        return fit(settings, target, source, Optional.empty(), encodingSettings, seed, monitor);
    }

    /**
     * Fits the encoding on the target table and encodes both tables.
     *
     * @param source the source rows, for a paired coupling in the order of the target; empty for Gaussian noise
     * @param conditions those of the tables' rows, in the same order
     * @throws FlowException for tables that are too short, lack columns, have unusable cells or cannot be paired, and for
     *     conditions that are constant, have too many labels or are columns of the flow as well
     */
    public static Coupling fit(
            CouplingSettings settings,
            Table target,
            Optional<Table> source,
            Optional<ConditionTables> conditions,
            EncodingSettings encodingSettings,
            long seed,
            Monitor monitor) {
        return fit(settings, target, source, conditions, encodingSettings, seed, TableEncoding::encode, monitor);
    }

    /** Where the encoded rows of a table are put. */
    @FunctionalInterface
    interface EncodedRows {
        RowMatrix of(TableEncoding encoding, Table table, TableRole role, Monitor monitor);
    }

    static Coupling fit(
            CouplingSettings settings,
            Table target,
            Optional<Table> source,
            Optional<ConditionTables> conditions,
            EncodingSettings encodingSettings,
            long seed,
            EncodedRows rows,
            Monitor monitor) {
        if (aligned(settings) && source.isPresent()) {
            PairedRows.requireSameLength(target.rows(), source.get().rows());
        }
        conditions.ifPresent(tables -> requireApart(tables, target));
        Optional<Conditions> encodedConditions =
                conditions.map(tables -> Aside.run(watched -> Conditions.fit(tables), monitor));
        TableEncoding fitted = TableEncoding.fit(target, encodingSettings, monitor.part(0, 0.4));
        source.ifPresent(table -> {
            fitted.requireColumns(table.columns(), TableRole.SOURCE);
            requireRows(table.rows(), TableRole.SOURCE);
        });
        TableEncoding encoding = source.map(fitted::withSource).orElse(fitted);
        RowMatrix targetRows = rows.of(encoding, target, TableRole.TARGET, monitor.part(0.4, 0.7));
        Optional<RowMatrix> sourceRows =
                source.map(table -> rows.of(encoding, table, TableRole.SOURCE, monitor.part(0.7, 1)));
        TableEncoding knowing = encoding.withNeverTogether(targetRows);
        Coupling coupling = new Coupling(settings, knowing, targetRows, sourceRows, encodedConditions, seed);
        FirstPlan.check(coupling, monitor.part(1, 1));
        return coupling;
    }

    private static void requireApart(ConditionTables conditions, Table target) {
        for (String name : conditions.target().names()) {
            if (target.indexOf(name) >= 0) {
                throw new FlowException(
                        "The column " + Quoted.of(name) + " is both a column of the flow and a condition.",
                        "Choose it as one of the two: conditions are given when rows are generated.");
            }
        }
    }

    /** The number m of condition features; 0 without conditions. */
    public int conditionFeatures() {
        return conditions.map(Conditions::features).orElse(0);
    }

    /** The encoding of the conditions; without columns when there are none. */
    public ConditionEncoding conditionEncoding() {
        return conditions.map(Conditions::encoding).orElseGet(ConditionEncoding::none);
    }

    /** The space of its rows. */
    public RowSpace space() {
        return encoding.space();
    }

    /**
     * Whether rows have labels, gaps or unit vectors, or any of their columns may be given: a model of them has to know labels,
     * flags and the curves.
     */
    public boolean mixed() {
        return settings.anyColumns() || !space().labels().isEmpty() || space().curved();
    }

    /** The number d of coordinates of a row. */
    public int columns() {
        return target.columns();
    }

    /** The number n of target rows. */
    public int rows() {
        return target.rows();
    }

    /** The law of the source rows: those of a reflow are rows here, but of the law that its model started from. */
    public SourceLaw sourceLaw() {
        if (settings instanceof CouplingSettings.Reflow reflow) {
            return reflow.source();
        }
        return source.isPresent() ? SourceLaw.TABLE : SourceLaw.GAUSSIAN;
    }

    /** Whether source row i belongs to target row i. */
    public boolean aligned() {
        return aligned(settings);
    }

    /** What a user should know about how the settings meet these rows; mostly nothing. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (settings instanceof CouplingSettings.Transport transport) {
            int batch = Math.min(transport.batchSize(), rows());
            if (transport.batchSize() > rows()) {
                notes.add("The batch size of optimal transport is " + transport.batchSize()
                        + ", but the target table has " + rows() + " rows: batches of " + rows() + " rows are used.");
            }
            ConditionLabels.of(settings, conditions)
                    .filter(labels -> batch < FEW_ROWS_OF_A_LABEL * labels.count())
                    .ifPresent(labels -> notes.add("The conditions have " + labels.count()
                            + " combinations of labels, but a transport batch has " + batch
                            + " rows: within equal labels there is hardly anything to exchange. Take larger batches,"
                            + " or let conditions be weighted."));
        }
        if (conditions.flatMap(Conditions::source).isPresent() && !aligned() && !transportOfConditions()) {
            notes.add("The source table has the condition columns, too, but source rows are paired with target rows of"
                    + " any condition: the model will expect source rows of all conditions for each condition. To"
                    + " start from the source rows of the same condition, choose a transport coupling that heeds"
                    + " conditions.");
        }
        return List.copyOf(notes);
    }

    private boolean transportOfConditions() {
        return settings instanceof CouplingSettings.Transport transport
                && transport.conditions().mode() != ConditionCost.Mode.IGNORE;
    }

    /**
     * The pairs that target rows of this choice take part in. Each target row comes once per epoch, in random order. Gaussian
     * source rows have unit variance.
     *
     * @param targetRows rows of the target, from 0; for instance without those held back for validation
     * @param seed of orders and noise
     */
    public PairStream open(int[] targetRows, long seed, PairUse use) {
        if (targetRows.length == 0) {
            throw new IllegalArgumentException("no target rows are chosen");
        }
        for (int row : targetRows) {
            Objects.checkIndex(row, rows());
        }
        Optional<ConditionLabels> labels = ConditionLabels.of(settings, conditions);
        PairDraw draw = new PairDraw(this, targetRows.clone(), labels, seed, use);
        if (settings instanceof CouplingSettings.Transport transport) {
            KeyedRandom random = new KeyedRandom(seed, Purpose.PLAN, use.stream());
            return new TransportPairs(
                    draw,
                    new BatchPlanner(this, transport, random),
                    Math.min(transport.batchSize(), targetRows.length));
        }
        return new DrawnPairs(draw);
    }

    private static boolean aligned(CouplingSettings settings) {
        return settings instanceof CouplingSettings.Paired || settings instanceof CouplingSettings.Reflow;
    }

    private static void requireRows(int rows, TableRole role) {
        if (rows < 2) {
            throw new FlowException(
                    "The " + role.label() + " has " + (rows == 0 ? "no rows" : "only one row") + ".",
                    "A distribution needs at least two rows: give a table with more.");
        }
    }
}
