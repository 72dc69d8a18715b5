// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.LossPoint;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.Training;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The forms of a choice compute the same up to rounding, and rows have the same bits in every split in each of them. */
class ProcessorTest {
    private static final Mlp NETWORK = new Mlp(List.of(96, 128), Activation.SILU, new TimeFeatures.Fourier(2));
    private static final List<String> CHOICES =
            List.of("tanh,matrices", "sigmoid,matrices", "tanh,layers", "sigmoid,layers");

    private static <T> T in(String choice, Supplier<T> work) {
        String before = System.getProperty(Processor.PROPERTY);
        System.setProperty(Processor.PROPERTY, choice);
        try {
            return work.get();
        } finally {
            if (before == null) {
                System.clearProperty(Processor.PROPERTY);
            } else {
                System.setProperty(Processor.PROPERTY, before);
            }
        }
    }

    private static Training train() {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(),
                ExampleDistribution.TWO_MOONS.sample(2_000, 0.05, 2, 1),
                Optional.empty(),
                EncodingSettings.defaults(),
                1,
                Monitor.none());
        return Trainer.train(
                coupling,
                new LinearPath(),
                NETWORK,
                TrainingSettings.defaults().withBudget(new Budget.Steps(100)),
                Optional.empty(),
                Monitor.none());
    }

    private static float[] rows(FlowModel model, RowMatrix start) {
        SamplingSettings settings = SamplingSettings.of(Solver.MIDPOINT, 6).on(DeviceChoice.CPU);
        return Sampler.sample(model, start, settings, Monitor.none()).end().toArray();
    }

    /** oneDNN is in the builds for x86-64 alone for certain. */
    private static void assumeLayers(String choice) {
        Assumptions.assumeTrue(
                !choice.endsWith("layers") || List.of("amd64", "x86_64").contains(System.getProperty("os.arch")),
                "no oneDNN");
    }

    @Test
    void trainingsDifferByRoundingAlone() {
        List<Double> usual = in(CHOICES.get(0), () -> losses(train()));
        List<Double> other = in("sigmoid,matrices", () -> losses(train()));
        assertTrue(!usual.equals(other), "the two forms round alike to the last bit: one of them was not used");
        for (int i = 0; i < usual.size(); i++) {
            assertEquals(usual.get(i), other.get(i), 1e-3 * usual.get(i));
        }
    }

    private static List<Double> losses(Training training) {
        return training.losses().stream().map(LossPoint::train).toList();
    }

    @Test
    void sampledRowsDifferByRoundingAlone() {
        FlowModel model = train().model();
        RowMatrix start = SourceRows.gaussian(3_000, 2, 1, 3);
        assumeLayers("layers");
        float[] usual = in("tanh,matrices", () -> rows(model, start));
        float[] other = in("tanh,layers", () -> rows(model, start));
        assertTrue(!Arrays.equals(usual, other), "the two forms round alike to the last bit: one of them was not used");
        assertArrayEquals(usual, other, 1e-4f);
    }

    @Test
    void aRowHasTheSameBitsInEverySplit() {
        FlowModel model = train().model();
        RowMatrix start = SourceRows.gaussian(3_001, 2, 1, 3);
        for (String choice : CHOICES) {
            assumeLayers(choice);
            float[] all = in(choice, () -> rows(model, start));
            for (int[] part : new int[][] {{0, 1}, {17, 40}, {1_000, 777}, {2_222, 779}}) {
                float[] some = new float[2 * part[1]];
                start.copyRows(part[0], part[1], some);
                float[] expected = Arrays.copyOfRange(all, 2 * part[0], 2 * (part[0] + part[1]));
                assertArrayEquals(expected, in(choice, () -> rows(model, RowMatrix.of(some, 2))), choice + part[0]);
            }
        }
    }

    @Test
    void choicesAreReadAsTheyAreWritten() {
        List<String> texts = new ArrayList<>();
        for (ProcessorChoice.Silu silu : ProcessorChoice.Silu.values()) {
            for (ProcessorChoice.Products products : ProcessorChoice.Products.values()) {
                ProcessorChoice choice = new ProcessorChoice(silu, products);
                assertEquals(Optional.of(choice), ProcessorChoice.of(choice.text()));
                texts.add(choice.text());
            }
        }
        assertEquals(List.copyOf(texts).size(), CHOICES.size());
        assertEquals(Optional.empty(), ProcessorChoice.of("fast"));
    }

    @Test
    void anUnknownChoiceIsRefusedByName() {
        FlowException e = assertThrows(FlowException.class, () -> in("fast", Processor::choice));
        assertTrue(e.getMessage().contains("flowmatch.processor is \"fast\""), e.getMessage());
    }
}
