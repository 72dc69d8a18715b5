// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.DensityRows;
import org.flowmatch.engine.encoding.OpenPlaces;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.likelihood.PointMean;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.ConditionRows;

/**
 * Why a row is unusual: of each column, -log p(column | all other columns), from a model that was trained to be given any
 * columns. A label takes one evaluation of the network, a number one solve in which it alone moves. Columns that depend on
 * each other tell the same twice, so that the shares of a row do not add up to -log p(row).
 *
 * <p>Other columns that are missing without being a level stay unknown to a label, and beside a number they are drawn and move
 * with it: log p(column | known) = log p(column, z | known) - log p(z | column, known) of the draws z.
 */
final class ColumnShares {
    private static final int NUMBERS_AT_ONCE = 1 << 24;
    private static final double DRAWN_SHARE = 0.4;

    private final FlowModel model;
    private final MixedFlow flow;
    private final MixedLayout layout;
    private final MixedInputs inputs;
    private final LikelihoodSettings settings;
    private final DensityEncoding encoding;

    ColumnShares(FlowModel model, MixedFlow flow, LikelihoodSettings settings, TiePoints points) {
        this.model = model;
        this.flow = flow;
        this.settings = settings;
        layout = new MixedLayout(model.encoding().space());
        inputs = new MixedInputs(layout, flow.anyColumns());
        encoding = DensityEncoding.of(model.encoding(), points);
    }

    /**
     * @param table n rows, usable but for missing cells
     * @param conditions [n, m] of the rows; present for a conditional model alone
     * @return [columns with coordinates][n], NaN for a missing cell that is no level of its column; of columns that are a unit
     *     vector together the first one has the share of all, the others have 0
     */
    double[][] of(Table table, Optional<RowMatrix> conditions, Monitor monitor) {
        int columns = layout.columns();
        int n = table.rows();
        int atOnce = Math.max(1, NUMBERS_AT_ONCE / layout.width() / encoding.pointsPerTiedRow());
        int[] ofLayout = IntStream.range(0, model.encoding().encoded().size())
                .map(encoded -> layout.columnAt(encoding.offset(encoded)))
                .toArray();
        double[][] shares = new double[ofLayout.length][n];
        for (int from = 0; from < n; from += atOnce) {
            int[] chosen = IntStream.range(from, Math.min(n, from + atOnce)).toArray();
            Table part = table.select(chosen);
            for (int column = 0; column < columns; column++) {
                int c = column;
                double begun = ((double) from + (double) c / columns * chosen.length) / n;
                Monitor watched = monitor.part(begun, begun + (double) chosen.length / columns / n);
                DensityRows rows = encoding.encode(part, encoded -> ofLayout[encoded] == c, watched);
                double[] log = ofColumn(c, rows, conditions.map(given -> new ChosenRows(given, chosen)), watched);
                int first = IntStream.range(0, ofLayout.length)
                        .filter(encoded -> ofLayout[encoded] == c)
                        .findFirst()
                        .orElseThrow();
                for (int row = 0; row < log.length; row++) {
                    shares[first][from + row] = -log[row];
                }
            }
        }
        return shares;
    }

    /** log p(column | others) of each row. */
    private double[] ofColumn(int c, DensityRows rows, Optional<RowMatrix> conditions, Monitor monitor) {
        double[] log = rows.logFactor().clone();
        for (int k = 0; k < layout.labels(); k++) {
            if (layout.columnOfLabel(k) == c) {
                addLabel(k, c, rows, conditions, log, monitor.part(0, 0.1));
            }
        }
        for (int[] numbers : layout.together(c)) {
            addNumbers(numbers, rows, conditions, log, monitor.part(0.1, 1));
            for (int row = 0; row < log.length; row++) {
                log[row] = layout.isOpen(rows.open(), rows.first()[row], numbers[0]) ? Double.NaN : log[row];
            }
        }
        return log;
    }

    private void addLabel(
            int k, int c, DensityRows rows, Optional<RowMatrix> conditions, double[] log, Monitor monitor) {
        int n = rows.rows();
        int[] firstPoints = Arrays.copyOf(rows.first(), n);
        RowMatrix first = OpenNumbers.known(
                layout, new ChosenRows(rows.points(), firstPoints), rows.open().choose(firstPoints));
        float[] noise = new float[layout.width()];
        model.encoding().space().noise(new KeyedRandom(settings.seed(), Purpose.LABEL_ORDER, 2), k, 1, noise, 0);
        RowMatrix start =
                new MadeRows(n, layout.width(), (row, dst, off) -> System.arraycopy(noise, 0, dst, off, noise.length));
        RowMatrix others = new MadeRows(n, layout.width(), (row, dst, off) -> {
            first.copyRow(row, dst, off);
            layout.hide(dst, off, k);
            for (int i = 0; i < layout.numbers(); i++) {
                if (layout.columnOfNumber(i) == c) {
                    layout.setNumber(dst, off, i, Float.NaN);
                }
            }
        });
        MixedStart from = new MixedStart(
                layout,
                inputs,
                start,
                Optional.of(others),
                flow.numbers().sourceStates(SourceLaw.GAUSSIAN).scale());
        int firstLogit = model.networkColumns().outputs().regressed() + layout.firstLevel(k);
        float[] own = new float[layout.width()];
        MixedOutputs.of(
                model,
                from.numbers(),
                told(from, n, conditions),
                flow.times().from(),
                (firstRow, count, outputs) -> {
                    for (int row = 0; row < count; row++) {
                        first.copyRow(firstRow + row, own, 0);
                        float level = layout.label(own, 0, k);
                        boolean unknown = Float.isNaN(level) && log[firstRow + row] == 0;
                        log[firstRow + row] += unknown
                                ? Double.NaN
                                : Float.isNaN(level)
                                        ? 0
                                        : LabelProbabilities.logSoftmax(
                                                outputs,
                                                row * (outputs.length / count) + firstLogit,
                                                layout.levels(k),
                                                (int) level);
                    }
                },
                monitor);
    }

    /** Of the rows in which the number, or one of the coordinates of a vector, has a value. */
    private void addNumbers(
            int[] numbers, DensityRows rows, Optional<RowMatrix> conditions, double[] log, Monitor monitor) {
        int[] rowOf = rows.rowOfPoint();
        int[] points = IntStream.range(0, rowOf.length)
                .filter(point -> !layout.isOpen(rows.open(), point, numbers[0])
                        && Arrays.stream(numbers).anyMatch(i -> hasValue(rows.points(), point, i)))
                .toArray();
        if (points.length == 0) {
            return;
        }
        int[] rowOfChosen = Arrays.stream(points).map(point -> rowOf[point]).toArray();
        Optional<RowMatrix> told = conditions.map(given -> new ChosenRows(given, rowOfChosen));
        OpenPlaces open = rows.open().choose(points);
        double share = open.most() == 0 ? 0 : DRAWN_SHARE;
        OpenNumbers drawn = OpenNumbers.draw(
                model, flow, new ChosenRows(rows.points(), points), open, told, settings, monitor.part(0, share));
        RowMatrix known = OpenNumbers.known(layout, drawn.points(), open);
        RowMatrix others = new MadeRows(points.length, layout.width(), (row, dst, off) -> {
            known.copyRow(row, dst, off);
            Arrays.stream(numbers).forEach(i -> layout.setNumber(dst, off, i, Float.NaN));
        });
        MixedStart from = new MixedStart(layout, inputs, drawn.points(), Optional.of(others), 1);
        LogDensities densities = Likelihood.of(
                        OpenNumbers.problem(model, flow, from, numbers.length + open.most(), told),
                        settings,
                        monitor.part(share, 1))
                .plus(drawn.log(), drawn.nfe());
        for (int at = 0; at < points.length; ) {
            int row = rowOfChosen[at];
            int count = rows.first()[row + 1] - rows.first()[row];
            log[row] += PointMean.of(rows, row, densities, at).log();
            at += count;
        }
    }

    private List<RowMatrix> told(MixedStart from, int n, Optional<RowMatrix> conditions) {
        List<RowMatrix> told = new ArrayList<>(List.of(from.known(), from.moving()));
        told.addAll(ConditionRows.given(model, n, conditions));
        return told;
    }

    private boolean hasValue(RowMatrix points, int point, int i) {
        int governor = layout.governor(i);
        float[] row = new float[layout.width()];
        points.copyRow(point, row, 0);
        return governor == MixedLayout.NOWHERE || !layout.lacksValue(i, governor, (int) layout.label(row, 0, governor));
    }
}
