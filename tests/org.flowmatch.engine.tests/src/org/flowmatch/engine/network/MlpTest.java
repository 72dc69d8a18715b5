// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.json.ModelFormat;
import org.junit.jupiter.api.Test;

class MlpTest {

    private static final TimeFeatures RAW = new TimeFeatures.Raw();

    @Test
    void layoutFollowsTheWidths() {
        ParameterLayout layout = new Mlp(List.of(8, 5), Activation.SILU, new TimeFeatures.Fourier(2)).layout(3, 3);
        assertEquals(
                List.of(List.of(8, 8), List.of(8), List.of(5, 8), List.of(5), List.of(3, 5), List.of(3)),
                layout.entries().stream().map(ParameterLayout.Entry::shape).toList());
        assertEquals(
                List.of(0, 64, 72, 112, 117, 132),
                layout.entries().stream().map(ParameterLayout.Entry::offset).toList());
        assertEquals(135, layout.size());
    }

    @Test
    void wavesStandBetweenInputsAndTimeFeatures() {
        Mlp network = new Mlp(List.of(8), Activation.SILU, new TimeFeatures.Fourier(2), new Waves(2, List.of(1, 4, 9)));
        assertEquals(
                List.of(8, 3 + 2 * 2 * 3 + 5),
                network.layout(3, 4).entries().get(0).shape());
        FlowException few = assertThrows(FlowException.class, () -> network.layout(1, 1));
        assertEquals("Waves of 2 inputs are wanted of a network that has 1.", few.problem());
    }

    @Test
    void aNetworkWithoutWavesIsStoredAsBefore() {
        JsonRecords json = new JsonRecords();
        Mlp plain = new Mlp(List.of(8), Activation.SILU, RAW);
        JsonObject stored = json.write(plain);
        assertFalse(stored.has("waves"), stored.toString());
        assertEquals(plain, json.read(stored, Mlp.class, "network"));
        assertEquals(ModelFormat.VERSION_1, plain.since());
        Mlp wavy = plain.with(new Waves(2, List.of(2, 6)));
        assertEquals(wavy, json.read(json.write(wavy), Mlp.class, "network"));
        assertEquals(ModelFormat.VERSION_4, wavy.since());
        assertEquals("an MLP of widths 8 with SILU and raw time and waves of 2 numbers at [2, 6]", wavy.describe());
    }

    @Test
    void badWavesAreNamed() {
        assertWaves(-1, List.of(), "The number of inputs that have waves is -1, but must be between 0 and 65,536.");
        assertWaves(1, List.of(0), "A frequency of waves is 0, but must be between 1 and 4,096.");
        assertWaves(
                1,
                Collections.nCopies(17, 1),
                "The number of frequencies of waves is 17, but must be between 0 and 16.");
        String half = "Waves have inputs without frequencies, or frequencies without inputs.";
        assertWaves(0, List.of(1), half);
        assertWaves(1, List.of(), half);
    }

    private static void assertWaves(int numbers, List<Integer> frequencies, String problem) {
        FlowException e = assertThrows(FlowException.class, () -> new Waves(numbers, frequencies));
        assertEquals(problem, e.problem());
    }

    @Test
    void initialWeightsFillTheirBoundsAndFollowTheSeed() {
        Mlp network = new Mlp(List.of(100, 50), Activation.SILU, RAW);
        float[] weights = network.initialWeights(3, 3, 5);
        assertArrayEquals(weights, network.initialWeights(3, 3, 5));
        assertFalse(Arrays.equals(weights, network.initialWeights(3, 3, 6)));
        // sqrt(6 / n) for weights, 1 / sqrt(n) for biases, 0.1 / sqrt(n) for the last weights; n = 4, 100, 50
        assertFilled(network, weights, Math.sqrt(1.5), 0.5, Math.sqrt(0.06), 0.1, 0.1 / Math.sqrt(50), Math.sqrt(0.02));
        Mlp normalising = new Mlp(List.of(100, 50), Activation.SELU, RAW);
        assertFilled(
                normalising,
                normalising.initialWeights(3, 3, 5),
                Math.sqrt(0.75),
                0.5,
                Math.sqrt(0.03),
                0.1,
                0.1 / Math.sqrt(50),
                Math.sqrt(0.02));
    }

    private static void assertFilled(Mlp network, float[] weights, double... bounds) {
        for (int i = 0; i < bounds.length; i++) {
            ParameterLayout.Entry entry = network.layout(3, 3).entries().get(i);
            double largest = 0;
            for (int j = entry.offset(); j < entry.offset() + entry.size(); j++) {
                largest = Math.max(largest, Math.abs(weights[j]));
            }
            // the largest of 3 numbers, of the last bias, is above 1/8 of the bound but once in 500 seeds
            assertTrue(
                    largest <= bounds[i] * (1 + 1e-6) && largest > bounds[i] / 8,
                    entry.name() + ": " + largest + " of " + bounds[i]);
        }
    }

    @Test
    void badSettingsAreNamed() {
        assertMessage(List.of(), "The number of hidden layers is 0, but must be between 1 and 16.");
        assertMessage(Collections.nCopies(17, 8), "The number of hidden layers is 17, but must be between 1 and 16.");
        assertMessage(List.of(64, 0), "The width of a hidden layer is 0, but must be between 1 and 4,096.");
        assertMessage(List.of(4097), "The width of a hidden layer is 4,097, but must be between 1 and 4,096.");
        FlowException e = assertThrows(FlowException.class, () -> new TimeFeatures.Fourier(0));
        assertEquals("The number of time frequencies is 0, but must be between 1 and 64.", e.problem());
    }

    private static void assertMessage(List<Integer> widths, String problem) {
        FlowException e = assertThrows(FlowException.class, () -> new Mlp(widths, Activation.SILU, RAW));
        assertEquals(problem, e.problem());
        assertFalse(e.remedy().isBlank());
    }
}
