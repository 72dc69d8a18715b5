// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Dictionary;
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
    private final List<CodeTexts> codes;

    private GivenTable(TableEncoding encoding, Table cells, GivenCells missing, List<String> between) {
        this.encoding = encoding;
        this.cells = cells;
        this.missing = missing;
        this.between = List.copyOf(between);
        codes = encoding.reshaping().codes().stream()
                .map(code -> CodeTexts.of(encoding, code))
                .toList();
    }

    /**
     * @param cells of any columns of the encoding, found by name; a missing one is open
     * @param givenAsMissing columns whose missing cells are given as such
     * @throws FlowException naming the column and the first row (from 1) of a cell that cannot be given
     */
    public static GivenTable of(TableEncoding encoding, Table cells, Set<String> givenAsMissing) {
        return of(encoding, cells, givenAsMissing, Set.of(), Optional.empty());
    }

    /** @param ofDialog columns of which a dialog gives one value for all rows; messages say so and name no row */
    public static GivenTable of(TableEncoding encoding, Table cells, Set<String> givenAsMissing, Set<String> ofDialog) {
        return of(encoding, cells, givenAsMissing, ofDialog, Optional.empty());
    }

    /**
     * @param ofDialog columns of which a dialog gives one value for all rows; messages say so and name no row
     * @param mark one character that stands in codes for symbols that are to be made
     */
    public static GivenTable of(
            TableEncoding encoding,
            Table cells,
            Set<String> givenAsMissing,
            Set<String> ofDialog,
            Optional<String> mark) {
        List<String> between = new ArrayList<>();
        cells.columns().forEach(column -> ColumnCheck.requireAlike(encoding.columns(), column, TableRole.GIVEN));
        requireGaps(encoding, cells, givenAsMissing);
        KnownCells.requireFollowed(encoding, cells, givenAsMissing);
        encoding.reshaping().codes().forEach(code -> requireCodes(encoding, code, cells, ofDialog, mark));
        Table known = encoding.reshaping().known(cells, givenAsMissing, mark);
        Set<String> dialog = encoding.reshaping().standIns(ofDialog);
        for (int c = 0; c < known.columns().size(); c++) {
            ColumnInfo info = known.columns().get(c);
            FittedColumn column = encoding.fitted().stream()
                    .filter(fitted -> fitted.info().name().equals(info.name()))
                    .findFirst()
                    .orElseThrow();
            double[] values = known.column(c);
            if (info.kind().numeric()) {
                int moved = moved(column, values, dialog.contains(info.name()));
                if (moved > 0) {
                    between.add("Column " + Quoted.of(info.name()) + ": " + moved
                            + (moved == 1 ? " given number lies" : " given numbers lie")
                            + " between those that were learnt, and rows are made as for the nearest.");
                }
            } else {
                requireLearnt(column, known, c, values, dialog.contains(info.name()));
            }
        }
        return new GivenTable(encoding, cells, new GivenCells(givenAsMissing, mark), between);
    }

    private static void requireCodes(
            TableEncoding encoding, CodeColumn code, Table cells, Set<String> ofDialog, Optional<String> mark) {
        int c = cells.indexOf(code.name());
        if (c < 0) {
            return;
        }
        CodeTexts texts = CodeTexts.of(encoding, code);
        Dictionary dictionary = cells.dictionary(c);
        mark.ifPresent(
                text -> texts.requireMark(text, dictionary.texts().stream().anyMatch(given -> given.contains(text))));
        double[] codes = cells.column(c);
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] < dictionary.size()) {
                String given = dictionary.text((int) codes[row]);
                texts.requireLearnt(
                        given, mark, given(code.info(), Quoted.of(given), row, ofDialog.contains(code.name())));
            }
        }
    }

    private static void requireGaps(TableEncoding encoding, Table cells, Set<String> givenAsMissing) {
        Set<String> possible = encoding.gaps();
        for (int c = 0; c < cells.columns().size(); c++) {
            String name = cells.columns().get(c).name();
            double[] values =
                    givenAsMissing.contains(name) && !possible.contains(name) ? cells.column(c) : new double[0];
            for (int row = 0; row < values.length; row++) {
                if (Double.isNaN(values[row])) {
                    throw new FlowException(
                            "Column " + Quoted.of(name) + " is to be given as missing in row " + (row + 1)
                                    + ", but had no missing cell in the table that the model learnt from.",
                            "Give a value, or leave the cell open.");
                }
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
        return given(column.info(), value, row, dialog);
    }

    private static String given(ColumnInfo column, String value, int row, boolean dialog) {
        String name = "Column " + Quoted.of(column.name());
        return dialog
                ? name + " is given " + value + " in the dialog"
                : name + " of the " + TableRole.GIVEN.label() + " has " + value + " in row " + (row + 1);
    }

    private static String shown(FittedColumn column, double value) {
        return CellText.of(value, column.info().kind());
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
        List<ColumnInfo> columns = encoding.columns();
        double[][] values = new double[columns.size()][];
        double[][] given = new double[columns.size()][];
        for (int c = 0; c < values.length; c++) {
            values[c] = made.column(c);
            int from = cells.indexOf(columns.get(c).name());
            boolean code = encoding.reshaping().code(columns.get(c).name()).isPresent();
            given[c] = from < 0 || code ? null : given(columns.get(c), from, first, made.rows());
        }
        List<List<String>> texts = new ArrayList<>(encoding.texts(columns));
        for (CodeTexts code : codes) {
            int c = columns.indexOf(code.code().info());
            TextCells restored = restored(code, made, first);
            values[c] = restored.codes();
            texts.set(c, restored.texts());
        }
        encoding.reshaping()
                .settling()
                .settle(values, given, encoding.settings().limitToObserved());
        for (int c = 0; c < values.length; c++) {
            for (int row = 0; given[c] != null && row < made.rows(); row++) {
                values[c][row] = Double.isNaN(given[c][row]) ? values[c][row] : given[c][row];
            }
        }
        return new Table(made.columns(), values, texts, made.rows());
    }

    private TextCells restored(CodeTexts code, Table made, int first) {
        String[] texts = texts(made, code.code().name(), 0, made.rows());
        String[] given = texts(cells, code.code().name(), first, made.rows());
        for (int row = 0; row < texts.length; row++) {
            String known = given[row];
            if (known != null) {
                String whole = texts[row];
                boolean marked = missing.mark().filter(known::contains).isPresent();
                texts[row] =
                        marked ? code.completed(whole, known, missing.mark().get()) : known;
            }
        }
        return TextCells.of(texts);
    }

    /** The texts of some rows of a column, null for missing ones; nulls where a table lacks it. */
    private static String[] texts(Table table, String name, int first, int rows) {
        String[] texts = new String[rows];
        int column = table.indexOf(name);
        if (column >= 0) {
            double[] codes = new double[rows];
            table.copy(column, first, rows, codes);
            Arrays.setAll(
                    texts,
                    row -> Double.isNaN(codes[row])
                            ? null
                            : table.dictionary(column).text((int) codes[row]));
        }
        return texts;
    }

    /** Given cells of a column, NaN for others; texts by their places. */
    private double[] given(ColumnInfo column, int from, int first, int rows) {
        double[] given = new double[rows];
        cells.copy(from, first, rows, given);
        if (!column.kind().numeric()) {
            double[] places = encoding.fitted(column.name()).orElseThrow().places(cells.dictionary(from));
            Arrays.setAll(given, row -> Double.isNaN(given[row]) ? Double.NaN : places[(int) given[row]]);
        }
        return given;
    }
}
