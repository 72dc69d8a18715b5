// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Unusual rows planted among test rows of the census table, whose unknown cells are gaps, ranked by their log-density. */
record AnomalyTask() implements TableTask {
    private static final int ORDINARY = 2_000;
    private static final int PLANTED = 9;
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
                            Map.of("native-country", "Honduras")),
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
        FlowModel model = NodeDefaults.model(TypedTable.of(withGaps(split.training())), true, seed, minutes);
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
        double[] logDensity = Movers.of(model)
                .score(
                        model,
                        table,
                        Optional.empty(),
                        LikelihoodSettings.defaults(),
                        TiePoints.defaults(),
                        Monitor.none())
                .logDensity();
        List<Figure> figures = new ArrayList<>();
        int first = ORDINARY;
        for (Map.Entry<String, List<Map<String, String>>> kind : KINDS.entrySet()) {
            double[] planted = Arrays.copyOfRange(logDensity, first, first + PLANTED);
            double area = IntStream.range(0, ORDINARY)
                    .mapToDouble(r -> Arrays.stream(planted)
                            .filter(score -> score < logDensity[r])
                            .count())
                    .average()
                    .orElseThrow();
            figures.add(Figure.atLeast(
                    kind.getKey() + String.format(Locale.ROOT, " %s: area under the curve", kind.getValue()),
                    area / PLANTED,
                    LEAST_AREA));
            first += PLANTED;
        }
        return figures;
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
