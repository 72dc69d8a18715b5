// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.metric.ClassifierTwoSampleTest;
import org.flowmatch.engine.metric.ClosestRecord;
import org.flowmatch.engine.metric.TreeEnsemble;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.runner.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real table through the whole chain, from a CSV file to a CSV file, judged on rows that were held back. */
class CsvSynthesisWorkflowTest {
    private static final int READER = 1;
    private static final int SAMPLER = 5;
    private static final int WRITER = 6;
    private static final double HARDEST_TO_TELL = 0.63;

    @TempDir
    Path folder;

    @Test
    void theWorkflowRunsAsItIsStored() throws Exception {
        Path synthetic = folder.resolve("synthetic.csv");
        try (WorkflowRun run =
                StoredWorkflow.run("csv-synthesis", write(synthetic), "4,steps,200,long", "4,width,32,int")) {
            assertEquals(1000, run.node(SAMPLER).table(1).size());
        }
        List<String> lines = Files.readAllLines(synthetic);
        assertEquals(1001, lines.size(), "a header and 1,000 rows");
        assertTrue(lines.get(0).contains("leaf_length_mm"), lines.get(0));
    }

    @Test
    void syntheticWineCanHardlyBeToldFromRealWine() throws Exception {
        Path wine = shared("data/winequality-white.csv");
        assumeTrue(Files.isReadable(wine), "skipped: ../shared/data/winequality-white.csv is not there");
        List<String> lines = Files.readAllLines(wine);
        List<String> rows = lines.subList(1, lines.size());
        int[] order = new KeyedRandom(1, Purpose.SPLIT).permutation(rows.size(), 0);
        int count = rows.size() * 8 / 10;
        List<String> training = new ArrayList<>(List.of(lines.get(0)));
        List<String> held = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            (i < count ? training : held).add(rows.get(order[i]));
        }
        Path input = Files.write(folder.resolve("training.csv"), training);
        Path synthetic = folder.resolve("synthetic.csv");
        try (WorkflowRun run = StoredWorkflow.run(
                "csv-synthesis",
                READER + ",settings/file_selection/path/path," + input.toUri() + ",String",
                write(synthetic),
                SAMPLER + ",rows," + held.size() + ",int")) {
            assertEquals(held.size(), run.node(SAMPLER).table(1).size());
        }
        judge(parse(training.subList(1, training.size())), parse(held), parse(dataRows(synthetic)));
    }

    private static void judge(RowMatrix training, RowMatrix real, RowMatrix made) {
        RowMatrix copula = new GaussianCopula(training).sample(real.rows(), 3);
        for (TreeEnsemble classifier : TreeEnsemble.values()) {
            double auc = ClassifierTwoSampleTest.auc(real, made, classifier, 5, 11);
            double baseline = ClassifierTwoSampleTest.auc(real, copula, classifier, 5, 11);
            System.out.printf("csv-synthesis: %s AUC: flow %.3f, Gaussian copula %.3f%n", classifier, auc, baseline);
            assertTrue(auc <= HARDEST_TO_TELL, classifier + " tells the rows apart: AUC " + auc);
            assertTrue(auc < baseline, classifier + ": AUC " + auc + ", the copula's " + baseline);
        }
        RowMatrix[] scaled = standardised(training, real, made);
        double closestReal = StoredWorkflow.median(ClosestRecord.distances(scaled[1], scaled[0]));
        double closestMade = StoredWorkflow.median(ClosestRecord.distances(scaled[2], scaled[0]));
        System.out.printf(
                "csv-synthesis: median distance to the closest training record: real %.3f, made %.3f%n",
                closestReal, closestMade);
        assertTrue(
                closestMade >= 0.9 * closestReal,
                "training rows are repeated: " + closestMade + " < 0.9 * " + closestReal);
    }

    private static String write(Path file) {
        return WRITER + ",settings/file_chooser_settings/path/path," + file.toUri() + ",String";
    }

    private static Path shared(String name) {
        return Path.of(System.getProperty(
                        "flowmatch.shared",
                        StoredWorkflow.repository().resolve("../shared").toString()))
                .resolve(name);
    }

    private static List<String> dataRows(Path csv) throws Exception {
        List<String> lines = Files.readAllLines(csv);
        return lines.subList(1, lines.size());
    }

    private static RowMatrix parse(List<String> lines) {
        int columns = lines.get(0).split(",").length;
        float[] values = new float[lines.size() * columns];
        int i = 0;
        for (String line : lines) {
            for (String cell : line.split(",")) {
                values[i++] = Float.parseFloat(cell);
            }
        }
        return RowMatrix.of(values, columns);
    }

    /** Each column divided by its standard deviation in the first sample. */
    private static RowMatrix[] standardised(RowMatrix... samples) {
        int columns = samples[0].columns();
        double[] scale = new double[columns];
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            double squares = 0;
            int n = samples[0].rows();
            for (int row = 0; row < n; row++) {
                sum += samples[0].get(row, column);
                squares += (double) samples[0].get(row, column) * samples[0].get(row, column);
            }
            scale[column] = Math.sqrt(squares / n - sum / n * (sum / n));
        }
        RowMatrix[] result = new RowMatrix[samples.length];
        for (int k = 0; k < samples.length; k++) {
            float[] values = samples[k].toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] /= (float) scale[i % columns];
            }
            result[k] = RowMatrix.of(values, columns);
        }
        return result;
    }
}
