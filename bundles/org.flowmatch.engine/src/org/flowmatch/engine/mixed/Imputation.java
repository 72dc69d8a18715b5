// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.CodeLabels;
import org.flowmatch.engine.encoding.FittedColumn;
import org.flowmatch.engine.model.FlowModel;

/**
 * Fills the missing cells of a table by a model that was trained to be given any columns: each row's missing cells from
 * their law given its others. Cells that are there do not change, nor are rows without a missing cell looked at. A cell of
 * a column that had gaps in training is filled all the same.
 *
 * <p>One value for each cell is the {@link Completion} of a single evaluation or, where the path's first time says nothing of
 * the target, the median of draws and the most frequent label; of codes it is always the most frequent one of the draws. Draws are for multiple imputation (Rubin 1987).
 */
public final class Imputation {
    private static final int CELLS_AT_ONCE = 1 << 18;
    private static final int FEWEST_ROWS = 256;
    private static final double SHARE_OF_GUESS = 0.05;

    private final FlowModel model;
    private final MixedFlow flow;
    private final ImputationSettings settings;
    private final Table table;
    private final OpenRows open;
    private final MixedLayout layout;
    private final List<List<Integer>> codes;
    private final List<String> warnings;

    /** Takes one completed table for each draw. */
    @FunctionalInterface
    public interface Sink {
        /** @param draw from 0 */
        void take(int draw, Table completed);
    }

    /**
     * @param table of any of the model's columns, found by name, NaN for missing cells; others are left alone
     * @param conditions of its rows, for a model with conditions
     * @throws org.flowmatch.engine.FlowException when the model was not trained to be given any columns, or the table has none
     *     of its columns or one of another kind
     */
    public Imputation(
            FlowModel model, Table table, Optional<Table> conditions, ImputationSettings settings, Monitor monitor) {
        flow = Completion.anyColumns(model.dynamics());
        new MixedMover(flow).require(settings.sampling());
        this.model = model;
        this.settings = settings;
        this.table = table;
        open = OpenRows.of(model, table, conditions, monitor);
        layout = new MixedLayout(model.encoding().space());
        codes = List.copyOf(CodeLabels.of(model.encoding()).labels().values());
        warnings = new ArrayList<>(open.warnings());
    }

    /** The number of rows with a missing cell in a column of the model. */
    public int rows() {
        return open.count();
    }

    /** What a user should know: of the cells, and of how they were filled, once they are. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** What is to be said where one evaluation tells nothing of the numbers and draws take its place. */
    public static Optional<String> note(MixedFlow flow, ImputationSettings settings) {
        return Completion.possible(flow)
                ? Optional.empty()
                : Optional.of((flow.curved()
                                ? "Some columns lie on a circle, a sphere or a simplex: each cell gets the"
                                : "On the " + flow.numbers().path().label()
                                        + " path one evaluation says nothing of the numbers: each cell gets the")
                        + " median, " + (flow.curved() ? "the mean direction " : "") + "or the most frequent label, of "
                        + settings.draws() + " draws.");
    }

    /** One value for each missing cell. */
    public Imputed best(Monitor monitor) {
        Optional<Intervals> intervals =
                settings.coverage().map(share -> new Intervals(table, model.encoding(), settings.rank()));
        Table completed = table;
        float[][] chances = new float[0][];
        if (open.count() > 0) {
            Guess guess = guess(intervals, monitor);
            completed = Filling.fill(table, open.numbers(), decoded(guess.rows(), open.numbers()));
            chances = guess.chances();
        }
        return new Imputed(
                completed, chances(chances), intervals.map(Intervals::lower), intervals.map(Intervals::upper));
    }

    private Guess guess(Optional<Intervals> intervals, Monitor monitor) {
        if (!Completion.possible(flow)) {
            note(flow, settings).ifPresent(warnings::add);
            return draw(intervals, monitor);
        }
        boolean openCodes = codes.stream()
                .anyMatch(labels -> IntStream.range(0, open.count()).anyMatch(row -> isOpen(row, labels)));
        boolean drawn = intervals.isPresent() || openCodes;
        Guess guess = new Completion(model)
                .guess(
                        open.given(),
                        open.conditions(),
                        AllowedLevels.present(model.encoding()),
                        drawn ? monitor.part(0, SHARE_OF_GUESS) : monitor);
        return drawn ? withCodes(guess, draw(intervals, monitor.part(SHARE_OF_GUESS, 1))) : guess;
    }

    private boolean isOpen(int row, List<Integer> labels) {
        float[] given = new float[layout.width()];
        open.given().copyRow(row, given, 0);
        return labels.stream().anyMatch(k -> Float.isNaN(layout.label(given, 0, k)));
    }

    /** The symbols of a code depend on each other, so that their most probable ones make none. */
    private Guess withCodes(Guess guess, Guess drawn) {
        float[] rows = guess.rows().toArray();
        float[] others = drawn.rows().toArray();
        for (int row = 0; row < open.count(); row++) {
            for (List<Integer> labels : codes) {
                for (int k : labels) {
                    layout.setLabel(rows, row * layout.width(), k, (int) layout.label(others, row * layout.width(), k));
                    guess.chances()[row][k] = drawn.chances()[row][k];
                }
            }
        }
        return new Guess(RowMatrix.of(rows, layout.width()), guess.chances());
    }

    /** Draws in blocks of rows, so that the draws of all rows need not be in memory at once. */
    private Guess draw(Optional<Intervals> intervals, Monitor monitor) {
        int atOnce = Math.max(FEWEST_ROWS, CELLS_AT_ONCE / layout.width());
        Draws draws = new Draws(model, flow, settings, (double) settings.draws() * open.count());
        float[] rows = new float[Math.multiplyExact(open.count(), layout.width())];
        float[][] chances = new float[open.count()][];
        for (int from = 0; from < open.count(); from += atOnce) {
            int first = from;
            OpenRows block = open.block(first, Math.min(atOnce, open.count() - first));
            List<RowMatrix> drawn = new ArrayList<>();
            draws.of(block, first / atOnce, (draw, made) -> drawn.add(made), monitor);
            Guess guess = new DrawnGuess(layout, block.given(), drawn, codes).guess();
            System.arraycopy(guess.rows().toArray(), 0, rows, first * layout.width(), block.count() * layout.width());
            System.arraycopy(guess.chances(), 0, chances, first, block.count());
            intervals.ifPresent(taking -> taking.take(
                    block.numbers(),
                    drawn.stream().map(made -> decoded(made, block.numbers())).toList()));
        }
        warnings.addAll(draws.warnings());
        return new Guess(RowMatrix.of(rows, layout.width()), chances);
    }

    /** @param numbers of the rows in the table, whose known cells go with what is made */
    private Table decoded(RowMatrix rows, int[] numbers) {
        return model.encoding().settled(model.encoding().decode(rows, Monitor.none()), table.select(numbers));
    }

    /** Each draw as a completed table, one after the other. */
    public void draws(Sink sink, Monitor monitor) {
        if (open.count() == 0) {
            for (int draw = 0; draw < settings.draws(); draw++) {
                sink.take(draw, table);
            }
            return;
        }
        Draws draws = new Draws(model, flow, settings, (double) settings.draws() * open.count());
        draws.of(
                open,
                0,
                (draw, made) -> sink.take(draw, Filling.fill(table, open.numbers(), decoded(made, open.numbers()))),
                monitor);
        warnings.addAll(draws.warnings());
    }

    private Map<String, double[]> chances(float[][] ofRows) {
        Map<String, double[]> chances = new HashMap<>();
        int offset = 0;
        for (FittedColumn column : model.encoding().fitted()) {
            int part = column.encoding().encoded() ? layout.columnAt(offset) : 0;
            offset += column.encoding().width();
            if (!column.info().kind().numeric() || column.info().kind() == ColumnKind.BOOLEAN) {
                double[] ofTable = new double[table.rows()];
                Arrays.fill(ofTable, Double.NaN);
                for (int i = 0; i < ofRows.length; i++) {
                    ofTable[open.numbers()[i]] = column.encoding().encoded() ? chance(ofRows[i], part) : 1;
                }
                chances.put(column.info().name(), ofTable);
            }
        }
        CodeLabels.of(model.encoding()).labels().forEach((name, labels) -> {
            double[] ofTable = new double[table.rows()];
            Arrays.fill(ofTable, Double.NaN);
            for (int i = 0; i < ofRows.length; i++) {
                float[] of = ofRows[i];
                ofTable[open.numbers()[i]] = labels.stream()
                        .mapToDouble(k -> of[k])
                        .filter(chance -> !Double.isNaN(chance))
                        .findFirst()
                        .orElse(Double.NaN);
            }
            chances.put(name, ofTable);
        });
        return chances;
    }

    /** That of the label of a column; NaN for one without, and for a cell that was there. */
    private double chance(float[] ofLabels, int column) {
        for (int k = 0; k < layout.labels(); k++) {
            if (layout.columnOfLabel(k) == column) {
                return ofLabels[k];
            }
        }
        return Double.NaN;
    }
}
