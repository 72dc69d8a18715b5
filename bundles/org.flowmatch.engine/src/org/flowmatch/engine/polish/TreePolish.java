// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.polish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.Aside;
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
     * @throws java.util.concurrent.CancellationException within a second when the monitor is cancelled
     */
    public Imputed polish(Imputed filled, Monitor monitor) {
        try {
            return Aside.run(watched -> polished(filled, watched), monitor);
        } catch (FlowException e) {
            warnings.add("Numbers were not refined with boosted trees: " + e.problem() + " " + e.remedy());
            return filled;
        }
    }

    private Imputed polished(Imputed filled, Monitor monitor) {
        PolishedCells cells = new PolishedCells(filled, modelled());
        List<OpenColumn> columns = columns();
        List<OpenColumn> better = new ArrayList<>();
        Monitor trials = monitor.part(0, 1.0 / (1 + ROUNDS));
        for (int i = 0; i < columns.size(); i++) {
            OpenColumn column = columns.get(i);
            if (comeNearer(column, cells, step(trials, i, columns.size(), "Trying trees on", column))) {
                better.add(column);
            }
        }
        Monitor rounds = monitor.part(1.0 / (1 + ROUNDS), 1);
        int steps = ROUNDS * better.size();
        for (int i = 0; i < steps; i++) {
            OpenColumn column = better.get(i % better.size());
            Monitor step = step(rounds, i, steps, "Refining", column);
            cells.put(
                    column.place(),
                    column.missing(),
                    predicted(column.place(), cells, column.known(), column.missing(), step));
        }
        return cells.imputed();
    }

    private Monitor step(Monitor monitor, int number, int of, String what, OpenColumn column) {
        Monitor step = monitor.part((double) number / of, (number + 1.0) / of)
                .saying(what + " column " + Quoted.of(table.names().get(column.place())));
        step.check();
        step.report(0, what);
        return step;
    }

    /** Places in the table of the model's columns. */
    private int[] modelled() {
        return model.encoding().columns().stream()
                .mapToInt(column -> table.indexOf(column.name()))
                .filter(place -> place >= 0)
                .toArray();
    }

    /** Those of numbers with missing cells, and cells enough to learn from; not those of rules, which trees do not know, nor what goes round, of which they predict a mean. */
    private List<OpenColumn> columns() {
        Set<String> ofRules = model.encoding().settings().rules().stream()
                .flatMap(rule -> rule.columns().stream())
                .collect(Collectors.toSet());
        Set<String> circles = model.encoding().circles();
        return Arrays.stream(modelled())
                .filter(c -> !ofRules.contains(table.names().get(c))
                        && !circles.contains(table.names().get(c)))
                .filter(c -> table.columns().get(c).kind().numeric()
                        && table.columns().get(c).kind() != ColumnKind.BOOLEAN)
                .mapToObj(c -> OpenColumn.of(table, c))
                .filter(column -> column.missing().length > 0 && column.known().length >= FEWEST_KNOWN)
                .toList();
    }

    private double[] predicted(int column, PolishedCells cells, int[] known, int[] asked, Monitor monitor) {
        int[] learnt = OpenColumn.spread(known, MOST_LEARNT_FROM);
        double[] targets = cells.values(column, learnt);
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
                cells.without(column, learnt),
                scaled,
                cells.without(column, asked),
                cells.others(),
                settings.seed(),
                monitor);
        double[] values =
                Arrays.stream(cells.values(column, known)).distinct().sorted().toArray();
        return Arrays.stream(numbers)
                .map(number -> nearest(values, mean + deviation * number))
                .toArray();
    }

    /** Whether trees have a smaller mean absolute error than the flow on cells that are known, but shown to neither. */
    private boolean comeNearer(OpenColumn column, PolishedCells cells, Monitor monitor) {
        int[] probes = column.probes();
        double[] truth = cells.values(column.place(), probes);
        double ofTrees = error(truth, predicted(column.place(), cells, column.knownBeside(probes), probes, monitor));
        return ofTrees < error(truth, ofFlow(column.place(), probes, monitor.silent()));
    }

    private double[] ofFlow(int column, int[] probes, Monitor monitor) {
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
        Table answered = new Imputation(model, asked, conditions.map(given -> given.select(probes)), best, monitor)
                .best(monitor)
                .table();
        return answered.column(answered.indexOf(info.name()));
    }

    private static double error(double[] truth, double[] guess) {
        return IntStream.range(0, truth.length)
                .mapToDouble(i -> Math.abs(truth[i] - guess[i]))
                .average()
                .orElseThrow();
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
