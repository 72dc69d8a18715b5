// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Identifier;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.MixedSamples;

/**
 * Real and synthetic tables as samples with the same columns: those of the training table without identifiers. Numbers that are not
 * finite count as missing.
 *
 * @param columns that are compared
 * @param levels of each column the texts of its labels, in the order of their numbers; none of a column of numbers
 * @param notes what a user should know
 */
record ComparedTables(
        MixedSample training,
        Optional<MixedSample> heldBack,
        List<MixedSample> synthetic,
        List<ColumnInfo> columns,
        List<List<String>> levels,
        List<String> notes) {
    static final int FEWEST_ROWS = 20;
    private static final List<String> BOOLEANS = List.of("false", "true");

    /**
     * @throws FlowException when a table has too few rows, lacks a column or has it of another kind, a named column is not compared,
     *     or none is left
     */
    static ComparedTables of(Table training, List<Synthetic> synthetic, Optional<Table> heldBack, List<String> named) {
        List<String> notes = new ArrayList<>();
        List<Table> tables = new ArrayList<>(List.of(training));
        requireRows(training, "The training table", heldBack.isPresent() ? FEWEST_ROWS : 2 * FEWEST_ROWS);
        heldBack.ifPresent(table -> {
            requireRows(table, "The held-back table", FEWEST_ROWS);
            requireColumns(table, "The held-back table", training, notes);
            tables.add(table);
        });
        for (Synthetic one : synthetic) {
            String name = "The synthetic table " + Quoted.of(one.name());
            requireRows(one.table(), name, FEWEST_ROWS);
            requireColumns(one.table(), name, training, notes);
            tables.add(one.table());
        }
        List<ColumnInfo> kept = kept(training, notes);
        requireNamed(named, training, kept);
        List<Table> chosen =
                tables.stream().map(table -> table.choose(alike(table, kept))).toList();
        List<MixedSample> samples =
                MixedSamples.of(chosen).stream().map(ComparedTables::finite).toList();
        int real = heldBack.isPresent() ? 2 : 1;
        return new ComparedTables(
                samples.get(0),
                heldBack.map(table -> samples.get(1)),
                samples.subList(real, samples.size()),
                kept,
                kept.stream().map(column -> levels(column, chosen)).toList(),
                notes);
    }

    private static List<String> levels(ColumnInfo column, List<Table> tables) {
        return switch (column.kind()) {
            case TEXT -> MixedSamples.levels(tables, column.name());
            case BOOLEAN -> BOOLEANS;
            default -> List.of();
        };
    }

    private static void requireRows(Table table, String name, int fewest) {
        if (table.rows() < fewest) {
            throw new FlowException(
                    name + " has " + table.rows() + " rows, but at least " + fewest + " are needed to judge anything.",
                    "Give more rows.");
        }
    }

    private static void requireColumns(Table table, String name, Table training, List<String> notes) {
        for (ColumnInfo wanted : training.columns()) {
            int place = table.indexOf(wanted.name());
            if (place < 0) {
                throw new FlowException(
                        name + " has no column " + Quoted.of(wanted.name()) + ", which the training table has.",
                        "Give it that column, or leave the column out of the training table.");
            }
            ColumnKind found = table.columns().get(place).kind();
            if (!group(found).equals(group(wanted.kind()))) {
                throw new FlowException(
                        "Column " + Quoted.of(wanted.name()) + " holds " + group(wanted.kind())
                                + " in the training table, but " + group(found) + " elsewhere: "
                                + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + ".",
                        "Give the column the same type in all tables.");
            }
        }
        List<String> more = table.names().stream()
                .filter(column -> training.indexOf(column) < 0)
                .toList();
        if (!more.isEmpty()) {
            notes.add(name + " has columns that the training table has not, which were left out: " + Quoted.all(more)
                    + ".");
        }
    }

    /** What cells of a kind are to someone who compares them. */
    private static String group(ColumnKind kind) {
        return switch (kind) {
            case TEXT -> "texts";
            case BOOLEAN -> "booleans";
            case DATE -> "dates";
            case TIME -> "times";
            case DATE_TIME -> "dates with times";
            default -> "numbers";
        };
    }

    private static List<ColumnInfo> alike(Table table, List<ColumnInfo> columns) {
        return columns.stream()
                .map(column -> table.columns().get(table.indexOf(column.name())))
                .toList();
    }

    private static List<ColumnInfo> kept(Table training, List<String> notes) {
        List<ColumnInfo> kept = new ArrayList<>();
        for (int c = 0; c < training.columns().size(); c++) {
            Batch.checkInterrupt();
            ColumnInfo info = training.columns().get(c);
            double[] present =
                    Arrays.stream(training.column(c)).filter(Double::isFinite).toArray();
            if (identifier(training, c, present)) {
                notes.add("Column " + Quoted.of(info.name())
                        + " was left out: it looks like an identifier, of which hardly two cells are equal.");
                continue;
            }
            kept.add(info);
            long different = Arrays.stream(present).distinct().count();
            if (present.length == 0) {
                notes.add("Column " + Quoted.of(info.name()) + " is empty in all training rows.");
            } else if (different == 1 && present.length == training.rows()) {
                notes.add("Column " + Quoted.of(info.name()) + " has the same value in all training rows.");
            }
        }
        if (kept.isEmpty()) {
            throw new FlowException(
                    "The training table has no column to compare: each looks like an identifier.",
                    "Give a table with further columns.");
        }
        return kept;
    }

    private static boolean identifier(Table training, int column, double[] present) {
        ColumnInfo info = training.columns().get(column);
        if (info.kind() == ColumnKind.TEXT) {
            return training.dictionary(column).overflowed()
                    || Identifier.textsLookLikeOne(
                            Arrays.stream(present).distinct().count(), present.length);
        }
        return info.kind().quantity() && Identifier.looksLikeOne(present);
    }

    private static void requireNamed(List<String> named, Table training, List<ColumnInfo> kept) {
        for (String name : named) {
            if (training.indexOf(name) < 0) {
                throw new FlowException(
                        "There is no column " + Quoted.of(name) + " in the training table.",
                        "Choose one of its columns.");
            }
            if (kept.stream().noneMatch(column -> column.name().equals(name))) {
                throw new FlowException(
                        "Column " + Quoted.of(name)
                                + " looks like an identifier and is left out, so that it can neither"
                                + " be predicted nor be a secret.",
                        "Choose another column.");
            }
        }
    }

    private static MixedSample finite(MixedSample sample) {
        double[][] values = Arrays.stream(sample.values())
                .map(cells -> Arrays.stream(cells)
                        .map(cell -> Double.isFinite(cell) ? cell : Double.NaN)
                        .toArray())
                .toArray(double[][]::new);
        return new MixedSample(sample.columns(), values);
    }
}
