// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.port.PortObject;

/** The way of every kind of model through the nodes, with the path and the sampler that its description names. */
class PresetsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DDPM           | path VARIANCE_PRESERVING | motion/solver ANCESTRAL           | 200",
                "DDPM           | path VARIANCE_PRESERVING | solver/method CURVE_AWARE_EULER   | 40",
                "SCORE_MATCHING | path VARIANCE_PRESERVING | motion/solver REVERSE_DIFFUSION   | 200",
                "SCORE_MATCHING | path VARIANCE_EXPLODING  | motion/solver REVERSE_DIFFUSION   | 200",
                "SCORE_MATCHING | path VARIANCE_PRESERVING | motion/solver PREDICTOR_CORRECTOR | 100",
                "SCORE_MATCHING | path VARIANCE_EXPLODING  | motion/solver PREDICTOR_CORRECTOR | 100",
                "SCORE_FLOW     | path VARIANCE_PRESERVING | solver/method MIDPOINT            | 50",
                "EDM            | path VARIANCE_EXPLODING sigmaDecay LINEAR targetSigma 0.002 sourceSigma 80"
                        + "| solver/method HEUN solver/grid/kind EDM | 20"
            })
    void aChosenKindIsTrainedAndSampled(String preset, String path, String sampler, int steps) throws Exception {
        NodeBench bench = new NodeBench(folder);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            cells.add(row((i % 2 == 0 ? 1 : -1) + 0.2 * Math.sin(i)));
        }
        PortObject coupling = bench.first(
                numericCoupling("scaling", "STANDARDISE", "limitToObserved", false), bench.table(List.of("x"), cells));
        PortObject joined = bench.first(node(new ConditionalPathNodeFactory(), settings(path)), coupling);
        List<Object> learnt = new ArrayList<>(List.of(
                "objective/preset",
                preset,
                "steps",
                800L,
                "layers",
                3,
                "width",
                48,
                "batchSize",
                256,
                "learningRate",
                5e-3,
                "emaDecay",
                0.99));
        // a dialog fills these where the preset is chosen
        OwnNodes.LEARNER.dialog(1, "objective/preset", preset).providedValues().forEach((field, value) -> {
            if (field.matches("objective.prediction|times.timeLaw|times.lossWeight")) {
                learnt.addAll(List.of(field.replace('.', '/'), value.toString()));
            }
        });
        PortObject model = bench.first(quickLearner(learnt.toArray()), joined);
        List<Object> asked = new ArrayList<>(List.of("rows", 1000, "solver/steps", steps));
        asked.addAll(List.of(settings(sampler)));
        double[] x = column(bench.first(node(new FlowSamplerNodeFactory(), asked.toArray()), model), "x");
        // two humps at -1 and 1 of deviation 0.14: mean 0, mean square 1.02, hardly a row between
        assertEquals(0, Arrays.stream(x).average().orElseThrow(), 0.25);
        assertEquals(1.02, Arrays.stream(x).map(v -> v * v).average().orElseThrow(), 0.25);
        assertEquals(0, Arrays.stream(x).filter(v -> Math.abs(v) < 0.4).count(), 100);
    }

    private static Object[] settings(String text) {
        return Arrays.stream(text.trim().split(" +"))
                .map(word -> word.matches("[0-9.]+") ? (Object) Double.valueOf(word) : word)
                .toArray();
    }
}
