// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.flowmatch.benchmarks.quality.DataSet;
import org.flowmatch.benchmarks.quality.NodeDefaults;
import org.flowmatch.benchmarks.quality.TextTable;
import org.flowmatch.benchmarks.quality.TypedTable;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Unusual rows planted among test rows of the census table, whose unknown cells are gaps, ranked by their log-density. */
record AnomalyTask() implements TableTask {
    private static final int ORDINARY = 2_000;
    private static final int PLANTED = 60;
    private static final double LEAST_AREA = 0.95;

    /** What is changed in a test row, by kind, one after the other; an empty text is a missing cell. */
    private static final Map<String, List<Map<String, String>>> KINDS = new TreeMap<>(Map.of(
            "impossible labels",
                    List.of(
                            Map.of("sex", "Male", "relationship", "Wife"),
                            Map.of("marital-status", "Never-married", "relationship", "Husband", "sex", "Male"),
                            Map.of("education", "Doctorate", "education-num", "3")),
            "far number", List.of(Map.of("fnlwgt", "4000000"), Map.of("age", "130"), Map.of("hours-per-week", "150")),
            "rare label",
                    List.of(
                            Map.of("workclass", "Never-worked"),
                            Map.of("occupation", "Armed-Forces"),
                            Map.of("native-country", "Holand-Netherlands")),
            "wrong gap",
                    List.of(
                            Map.of("workclass", "", "occupation", "Sales"),
                            Map.of("workclass", "", "occupation", "Craft-repair"),
                            Map.of("workclass", "Private", "occupation", ""))));

    @Override
    public String label() {
        return "anomalies of adult";
    }

    @Override
    public List<Figure> measure(Path folder, long seed, double minutes) throws IOException {
        DataSet.Split split = DataSet.ADULT.split(folder, seed);
        FlowModel model = NodeDefaults.model(TypedTable.of(withGaps(split.training())), seed, minutes);
        TextTable test = withGaps(split.heldBack());
        int[] order = new KeyedRandom(seed, Purpose.SPLIT).permutation(test.rows(), 1);
        int kinds = KINDS.size();
        TextTable scored = test.select(Arrays.copyOf(order, ORDINARY + kinds * PLANTED));
        int row = ORDINARY;
        for (List<Map<String, String>> changes : KINDS.values()) {
            for (int i = 0; i < PLANTED; i++) {
                for (Map.Entry<String, String> cell :
                        changes.get(i % changes.size()).entrySet()) {
                    scored.column(cell.getKey())[row] = cell.getValue().isEmpty() ? null : cell.getValue();
                }
                row++;
            }
        }
        Table table = TypedTable.of(scored);
        Mover mover = Movers.of(model);
        LikelihoodSettings settings = LikelihoodSettings.defaults();
        double[] unlikely = Arrays.stream(
                        mover.score(model, table, Optional.empty(), settings, TiePoints.defaults(), Monitor.none())
                                .logDensity())
                .map(log -> -log)
                .toArray();
        double[][] shares = mover.columnScorer()
                .orElseThrow()
                .shares(model, table, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
        double[] largest = IntStream.range(0, table.rows())
                .mapToDouble(r -> Arrays.stream(shares)
                        .mapToDouble(ofColumn -> ofColumn[r])
                        .filter(share -> !Double.isNaN(share))
                        .max()
                        .orElseThrow())
                .toArray();
        List<Figure> figures = new ArrayList<>();
        int first = ORDINARY;
        for (Map.Entry<String, List<Map<String, String>>> kind : KINDS.entrySet()) {
            String name = kind.getKey() + " " + kind.getValue();
            figures.add(Figure.atLeast(name + ": area by largest share", area(largest, first), LEAST_AREA));
            figures.add(Figure.told(name + ": area by log-density", area(unlikely, first)));
            first += PLANTED;
        }
        return figures;
    }

    /** Under the curve that tells the planted rows from a place on from the ordinary ones. */
    private static double area(double[] scores, int first) {
        double[] planted = Arrays.copyOfRange(scores, first, first + PLANTED);
        return IntStream.range(0, ORDINARY)
                        .mapToDouble(row -> Arrays.stream(planted)
                                .filter(score -> score > scores[row])
                                .count())
                        .average()
                        .orElseThrow()
                / PLANTED;
    }

    private static TextTable withGaps(TextTable table) {
        return new TextTable(
                table.names(),
                Arrays.stream(table.cells())
                        .map(column -> Arrays.stream(column)
                                .map(cell -> "?".equals(cell) ? null : cell)
                                .toArray(String[]::new))
                        .toArray(String[][]::new));
    }
}
