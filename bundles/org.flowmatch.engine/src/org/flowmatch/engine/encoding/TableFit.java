// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.geometry.Curve;

/** Fits the columns of a table, several at once. */
final class TableFit {
    private TableFit() {}

    /** As {@link TableEncoding#fit}. */
    static TableEncoding of(Table target, EncodingSettings settings, Monitor monitor) {
        if (target.columns().isEmpty()) {
            throw new FlowException(
                    "The target table has no numeric column.", "Choose at least one numeric column of it.");
        }
        if (target.rows() < 2) {
            throw new FlowException(
                    "The target table has " + (target.rows() == 0 ? "no rows" : "only one row") + ".",
                    "A distribution cannot be learnt from fewer than two rows: give a table with more.");
        }
        Reshaping reshaping = ReshapingFit.of(target, settings.rules(), settings.modelling());
        Table modelled = reshaping.modelled(target);
        EncodingSettings ofColumns = settings.with(reshaping.modelling(settings.modelling()));
        List<FittedColumn> columns = new ArrayList<>();
        List<PartReport> reports = new ArrayList<>();
        int[] done = {0};
        ChunksInOrder.run(
                modelled.columns().size(),
                fittingThreads(modelled),
                c -> reshaping.curve(modelled.names().get(c)) == Curve.FLAT
                        ? fit(
                                modelled,
                                c,
                                ofColumns,
                                reshaping.grouped(modelled.names().get(c)))
                        : ColumnFit.direction(
                                modelled.columns().get(c),
                                modelled.column(c),
                                reshaping.curve(modelled.names().get(c)),
                                reshaping.first(modelled.names().get(c))),
                fit -> {
                    fit.column().ifPresent(columns::add);
                    reports.add(fit.report());
                    done[0]++;
                    monitor.report(
                            (double) done[0] / modelled.columns().size(),
                            "Fitted column " + Quoted.of(modelled.names().get(done[0] - 1)));
                },
                monitor);
        if (columns.stream().noneMatch(column -> column.encoding().encoded())) {
            boolean leftOut = columns.size() < modelled.columns().size();
            throw new FlowException(
                    leftOut
                            ? "The target table has no column to learn: each is constant or looks like an identifier."
                            : "Every chosen column of the target table is constant.",
                    leftOut
                            ? "Choose further columns, or choose in Flow Coupling what those like identifiers are"
                                    + " modelled as."
                            : "Choose at least one column that has two different values.");
        }
        TableEncoding encoding = new TableEncoding(
                settings,
                columns,
                CodeReports.of(reshaping.codes(), columns, reports),
                NeverTogether.NOTHING,
                reshaping.keeping(columns.stream().map(FittedColumn::info).toList()));
        requireColumns(modelled, ofColumns.modelling());
        encoding.sequences().stream()
                .filter(sequence -> reshaping.codes().stream()
                        .noneMatch(code -> code.places().stream().anyMatch(place -> place.name()
                                .equals(sequence.positions().get(0).column()))))
                .forEach(Sequence::requireSize);
        return encoding;
    }

    private static void requireColumns(Table modelled, Modelling modelling) {
        List<String> lacking = modelling.sequences().stream()
                .flatMap(List::stream)
                .filter(name -> modelled.indexOf(name) < 0)
                .toList();
        if (!lacking.isEmpty()) {
            throw new FlowException(
                    "A sequence has the column" + (lacking.size() == 1 ? " " : "s ") + Quoted.all(lacking)
                            + ", which the flow has not.",
                    "Choose these columns for the flow, too, or leave them out of the sequence.");
        }
    }

    /** @param kept whether other columns follow from it, so that it cannot be left out */
    private static ColumnFit.Fit fit(Table target, int c, EncodingSettings settings, boolean kept) {
        ColumnInfo info = target.columns().get(c);
        boolean gaps = settings.modelling().gaps();
        if (!gaps) {
            requireNumeric(info);
        }
        double[] values = target.column(c);
        for (double value : values) {
            if (!info.kind().allows(value) && !(gaps && Double.isNaN(value))) {
                target.requireUsable(TableRole.TARGET);
            }
        }
        return info.kind().numeric()
                ? ColumnFit.fit(info, values, settings, kept)
                : ColumnFit.texts(info, values, target.dictionary(c), settings);
    }

    private static void requireNumeric(ColumnInfo column) {
        if (!column.kind().numeric()) {
            throw new FlowException(
                    "The column " + Quoted.of(column.name()) + " of the target table holds texts.",
                    "Choose numeric columns; a few labels can be conditions.");
        }
    }

    /** A column is copied and sorted on each thread: at most a quarter of the heap for all of them. */
    private static int fittingThreads(Table target) {
        long bytes = (long) Double.BYTES * target.rows();
        long most = Math.max(1, Runtime.getRuntime().maxMemory() / 4 / bytes);
        return (int) Math.min(most, ChunksInOrder.threads(target.columns().size()));
    }
}
