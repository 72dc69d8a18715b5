// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.polish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.BoostedTrees;
import org.flowmatch.engine.mixed.Imputation;
import org.flowmatch.engine.mixed.ImputationSettings;
import org.flowmatch.engine.mixed.Imputed;
import org.flowmatch.engine.model.FlowModel;

/**
 * Makes the best values of missing numbers better. The flow has filled all cells; then, column by column and twice over, boosted
 * trees that learn from the rows that have the number predict it for those that lack it, from all other columns (after Stekhoven
 * and Buehlmann 2012, who begin with means). A column is changed only where the trees come nearer to numbers that neither they
 * were shown nor the flow was given. What they predict becomes the nearest number that the column has.
 */
public final class TreePolish {
    private static final int ROUNDS = 2;
    private static final int FEWEST_KNOWN = 100;
    private static final int MOST_LEARNT_FROM = 30_000;
    private static final int MOST_PROBES = 500;
    private static final int ROWS_PER_PROBE = 5;

    private final FlowModel model;
    private final Table table;
    private final Optional<Table> conditions;
    private final ImputationSettings settings;
    private final BoostedTrees trees;
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param table with its missing cells
     * @param conditions of its rows, for a model with conditions
     * @param settings those by which the flow filled it
     */
    public TreePolish(FlowModel model, Table table, Optional<Table> conditions, ImputationSettings settings) {
        this.model = model;
        this.table = table;
        this.conditions = conditions;
        this.settings = settings;
        trees = new BoostedTrees(300, 8, 0.1, 1);
    }

    /** What a user should know, once numbers are polished. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * @param filled what the flow made of the table
     * @return the same with other numbers in cells that were missing; as it was, with a warning, where trees cannot be grown
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    public Imputed polish(Imputed filled, Monitor monitor) {
        PolishedCells cells = new PolishedCells(filled, modelled());
        List<Integer> columns = columns();
        try {
            List<Integer> better = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                int c = columns.get(i);
                report(monitor, (double) i / (columns.size() * (1 + ROUNDS)), "Trying trees on", c);
                if (comeNearer(c, cells)) {
                    better.add(c);
                }
            }
            for (int step = 0; step < ROUNDS * better.size(); step++) {
                int c = better.get(step % better.size());
                double done = (1 + (double) step / better.size()) / (1 + ROUNDS);
                report(monitor, done, "Refining", c);
                cells.put(c, missing(c), predicted(c, cells, known(c), missing(c)));
            }
        } catch (FlowException e) {
            warnings.add("Numbers were not refined with boosted trees: " + e.problem() + " " + e.remedy());
            return filled;
        }
        return cells.imputed();
    }

    private void report(Monitor monitor, double done, String what, int column) {
        monitor.check();
        monitor.report(done, what + " column " + Quoted.of(table.names().get(column)));
    }

    /** Places in the table of the model's columns. */
    private int[] modelled() {
        return model.encoding().columns().stream()
                .mapToInt(column -> table.indexOf(column.name()))
                .filter(place -> place >= 0)
                .toArray();
    }

    /** Those of numbers with missing cells, and cells enough to learn from. */
    private List<Integer> columns() {
        return Arrays.stream(modelled())
                .filter(c -> table.columns().get(c).kind().numeric()
                        && table.columns().get(c).kind() != ColumnKind.BOOLEAN)
                .filter(c -> missing(c).length > 0 && known(c).length >= FEWEST_KNOWN)
                .boxed()
                .toList();
    }

    private int[] missing(int column) {
        return rows(column, true);
    }

    private int[] known(int column) {
        return rows(column, false);
    }

    private int[] rows(int column, boolean missing) {
        double[] cells = table.column(column);
        return IntStream.range(0, cells.length)
                .filter(row -> Double.isNaN(cells[row]) == missing)
                .toArray();
    }

    private double[] predicted(int column, PolishedCells cells, int[] known, int[] asked) {
        int[] learnt = spread(known, MOST_LEARNT_FROM);
        double[] targets = select(table.column(column), learnt);
        double mean = Arrays.stream(targets).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(targets)
                .map(target -> (target - mean) * (target - mean))
                .average()
                .orElseThrow());
        if (!(deviation > 0)) {
            return cells.values(column, asked);
        }
        float[] scaled = new float[targets.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) ((targets[i] - mean) / deviation);
        }
        double[] numbers = trees.numbers(
                cells.without(column, learnt), scaled, cells.without(column, asked), cells.others(), settings.seed());
        double[] values = Arrays.stream(select(table.column(column), known))
                .distinct()
                .sorted()
                .toArray();
        return Arrays.stream(numbers)
                .map(number -> nearest(values, mean + deviation * number))
                .toArray();
    }

    /** Whether trees have a smaller mean absolute error than the flow on cells that are known, but shown to neither. */
    private boolean comeNearer(int column, PolishedCells cells) {
        int[] known = known(column);
        int[] probes = spread(known, Math.min(MOST_PROBES, known.length / ROWS_PER_PROBE));
        int[] others = Arrays.stream(known)
                .filter(row -> Arrays.binarySearch(probes, row) < 0)
                .toArray();
        double[] truth = select(table.column(column), probes);
        double ofTrees = error(truth, predicted(column, cells, others, probes));
        return ofTrees < error(truth, ofFlow(column, probes));
    }

    private double[] ofFlow(int column, int[] probes) {
        ColumnInfo info = table.columns().get(column);
        double[] open = new double[probes.length];
        Arrays.fill(open, Double.NaN);
        List<ColumnInfo> others = table.columns().stream()
                .filter(other -> !other.name().equals(info.name()))
                .toList();
        Table asked = table.select(probes)
                .choose(others)
                .beside(new Table(List.of(info), new double[][] {open}, probes.length));
        ImputationSettings best =
                new ImputationSettings(settings.sampling(), settings.draws(), Optional.empty(), settings.seed());
        Table answered = new Imputation(
                        model, asked, conditions.map(given -> given.select(probes)), best, Monitor.none())
                .best(Monitor.none())
                .table();
        return answered.column(answered.indexOf(info.name()));
    }

    private static double error(double[] truth, double[] guess) {
        return IntStream.range(0, truth.length)
                .mapToDouble(i -> Math.abs(truth[i] - guess[i]))
                .average()
                .orElseThrow();
    }

    /** So many of the rows, equally far apart; in order. */
    private static int[] spread(int[] rows, int most) {
        return rows.length <= most
                ? rows
                : IntStream.range(0, most)
                        .map(i -> rows[(int) ((long) i * rows.length / most)])
                        .toArray();
    }

    private static double[] select(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double nearest(double[] sorted, double number) {
        int place = Arrays.binarySearch(sorted, number);
        if (place >= 0) {
            return sorted[place];
        }
        int above = -place - 1;
        if (above == 0 || above == sorted.length) {
            return sorted[above == 0 ? 0 : sorted.length - 1];
        }
        return number - sorted[above - 1] <= sorted[above] - number ? sorted[above - 1] : sorted[above];
    }
}
