// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.PlainNumber;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;

/**
 * Cells of rows that a flow is to make, as a user gives them: they go to the network encoded, and come back as they are. Unlike
 * {@link GivenCells} alone, which takes what it can, it refuses a cell that the flow cannot follow: a label that it has not
 * learnt, a number beyond the levels of a column that is modelled as labels.
 */
public final class GivenTable {
    private final TableEncoding encoding;
    private final Table cells;
    private final GivenCells missing;
    private final List<String> between;

    private GivenTable(TableEncoding encoding, Table cells, GivenCells missing, List<String> between) {
        this.encoding = encoding;
        this.cells = cells;
        this.missing = missing;
        this.between = List.copyOf(between);
    }

    /**
     * @param cells of any columns of the encoding, found by name; a missing one is open
     * @param givenAsMissing columns whose missing cells are given as such
     * @throws FlowException naming the column and the first row (from 1) of a cell that cannot be given
     */
    public static GivenTable of(TableEncoding encoding, Table cells, Set<String> givenAsMissing) {
        return of(encoding, cells, givenAsMissing, Set.of());
    }

    /** @param ofDialog columns of which a dialog gives one value for all rows; messages say so and name no row */
    public static GivenTable of(TableEncoding encoding, Table cells, Set<String> givenAsMissing, Set<String> ofDialog) {
        List<String> between = new ArrayList<>();
        for (int c = 0; c < cells.columns().size(); c++) {
            ColumnInfo info = cells.columns().get(c);
            encoding.requireAlike(info, TableRole.GIVEN);
            FittedColumn column = encoding.fitted().stream()
                    .filter(known -> known.info().name().equals(info.name()))
                    .findFirst()
                    .orElseThrow();
            double[] values = cells.column(c);
            boolean dialog = ofDialog.contains(info.name());
            if (givenAsMissing.contains(info.name())) {
                requireGaps(column, values);
            }
            if (info.kind().numeric()) {
                int moved = moved(column, values, dialog);
                if (moved > 0) {
                    between.add("Column " + Quoted.of(info.name()) + ": " + moved
                            + (moved == 1 ? " given number lies" : " given numbers lie")
                            + " between those that were learnt, and rows are made as for the nearest.");
                }
            } else {
                requireLearnt(column, cells, c, values, dialog);
            }
        }
        return new GivenTable(encoding, cells, new GivenCells(givenAsMissing), between);
    }

    private static void requireGaps(FittedColumn column, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row]) && !column.encoding().takesMissing()) {
                throw new FlowException(
                        "Column " + Quoted.of(column.info().name()) + " is to be given as missing in row " + (row + 1)
                                + ", but had no missing cell in the table that the model learnt from.",
                        "Give a value, or leave the cell open.");
            }
        }
    }

    /** The number of values that are no level of a column of labels. */
    private static int moved(FittedColumn column, double[] values, boolean dialog) {
        if (!(column.encoding() instanceof LevelColumn || !column.encoding().encoded())) {
            return 0;
        }
        int moved = 0;
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            if (value < column.smallest() || value > column.largest()) {
                throw new FlowException(
                        given(column, shown(column, value), row, dialog)
                                + ", beyond all values that the model has learnt.",
                        "Give a value from " + shown(column, column.smallest()) + " to "
                                + shown(column, column.largest()) + ".");
            }
            boolean level =
                    Double.isNaN(value) || !(column.encoding() instanceof LevelColumn levels) || levels.knows(value);
            moved += level ? 0 : 1;
        }
        return moved;
    }

    private static String given(FittedColumn column, String value, int row, boolean dialog) {
        String name = "Column " + Quoted.of(column.info().name());
        return dialog
                ? name + " is given " + value + " in the dialog"
                : name + " of the " + TableRole.GIVEN.label() + " has " + value + " in row " + (row + 1);
    }

    private static String shown(FittedColumn column, double value) {
        return switch (column.info().kind()) {
            case DATE -> LocalDate.ofEpochDay((long) value).toString();
            case TIME -> LocalTime.ofNanoOfDay((long) value).toString();
            case DATE_TIME -> Instant.ofEpochSecond((long) value).toString();
            case BOOLEAN -> Boolean.toString(value != 0);
            default -> column.info().kind().whole() ? Long.toString((long) value) : PlainNumber.of(value);
        };
    }

    private static void requireLearnt(FittedColumn column, Table cells, int c, double[] codes, boolean dialog) {
        double[] places = column.places(cells.dictionary(c));
        for (int row = 0; row < codes.length; row++) {
            int code = Double.isNaN(codes[row]) ? -1 : (int) codes[row];
            boolean kept = code < places.length;
            if (code >= 0 && (!kept || places[code] == FittedColumn.UNSEEN)) {
                throw new FlowException(
                        given(
                                        column,
                                        "the label "
                                                + (kept
                                                        ? Quoted.of(cells.dictionary(c)
                                                                .text(code))
                                                        : "of a text that is not kept"),
                                        row,
                                        dialog)
                                + ", which the model has not learnt.",
                        "Give one of those that it has: " + Quoted.all(column.texts()) + ".");
            }
        }
    }

    /** The number n of rows. */
    public int rows() {
        return cells.rows();
    }

    /** These rows of it in this order, each as often as it is named. */
    public GivenTable select(int[] rows) {
        return new GivenTable(encoding, cells.select(rows), missing, between);
    }

    /** The encoded rows [n, D], NaN for each coordinate that is open. */
    public RowMatrix encode(Monitor monitor) {
        return encoding.encodeGiven(cells, TableRole.GIVEN, missing, monitor);
    }

    /** What a user should know about cells that the flow follows in part; all of it once they are encoded. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(between);
        warnings.addAll(missing.warnings());
        return warnings;
    }

    /**
     * Puts the given cells into rows that were made.
     *
     * @param made decoded rows, of all columns of the encoding
     * @param first number of their first one here
     */
    public Table restore(Table made, int first) {
        List<FittedColumn> columns = encoding.fitted();
        double[][] values = new double[columns.size()][];
        for (int c = 0; c < values.length; c++) {
            values[c] = made.column(c);
            int from = cells.indexOf(columns.get(c).info().name());
            if (from >= 0) {
                restore(columns.get(c), from, first, values[c]);
            }
        }
        return new Table(
                made.columns(),
                values,
                columns.stream().map(FittedColumn::texts).toList(),
                made.rows());
    }

    private void restore(FittedColumn column, int from, int first, double[] values) {
        double[] given = new double[values.length];
        cells.copy(from, first, given.length, given);
        double[] places = column.info().kind().numeric() ? new double[0] : column.places(cells.dictionary(from));
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(given[row])) {
                values[row] = places.length == 0 ? given[row] : places[(int) given[row]];
            }
        }
    }
}
