// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.KnownInputs;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mixed model of which no columns are given moves numbers as a model of numbers alone, or given labels that are drawn first. */
class FlowOfNumbersTest {
    private static final int ROWS = 300;
    private static final SamplingSettings HEUN =
            SamplingSettings.of(Solver.HEUN, 7).on(DeviceChoice.CPU);

    static Stream<NetworkSpec> networks() {
        return Stream.of(MadeLaw.NETWORK, new ResidualMlp(2, 32, 16, Activation.SILU, new TimeFeatures.Fourier(2)));
    }

    /** The first inputs, those at the end, and the time behind them keep their weights. */
    @ParameterizedTest
    @MethodSource("networks")
    void aNetworkWithoutSomeInputsHasTheWeightsOfTheOthers(NetworkSpec network) {
        float[] wide = network.initialWeights(7, 3, 1);
        float[] narrow = KnownInputs.weights(network, wide, 7, 3, 2, new double[4]);
        assertEquals(network.layout(3, 3).size(), narrow.length);
        int width = network.layout(7, 3).entries().get(0).shape().get(1);
        int left = width - 4;
        assertArrayEquals(Arrays.copyOf(wide, 2), Arrays.copyOf(narrow, 2));
        assertArrayEquals(Arrays.copyOfRange(wide, 6, width), Arrays.copyOfRange(narrow, 2, left));
        int rows = network.layout(7, 3).entries().get(0).shape().get(0);
        assertArrayEquals(
                Arrays.copyOfRange(wide, rows * width, wide.length),
                Arrays.copyOfRange(narrow, rows * left, narrow.length));
    }

    static Stream<AffineVelocity> velocities() {
        return Stream.of(
                new AffineVelocity(new LinearPath(), Prediction.VELOCITY),
                new AffineVelocity(new BridgePath(0.5), Prediction.VELOCITY, true));
    }

    @ParameterizedTest
    @MethodSource("velocities")
    void numbersAloneFollowTheSameVelocity(AffineVelocity velocity) {
        FlowModel mixed = MadeLaw.random(numbers(), new MixedFlow(velocity, true, true));
        FlowModel plain = FlowOfNumbers.of(mixed);
        assertEquals(velocity, plain.dynamics());
        assertEquals(2 + 3, plain.inputs(), "two numbers and the features of a condition");
        RowMatrix start = SourceRows.start(mixed, ROWS, 5, Monitor.none());
        Optional<RowMatrix> conditions =
                Optional.of(numbers().conditions().orElseThrow().target());
        Samples expected = Movers.of(mixed).move(mixed, start, conditions, HEUN, Monitor.none());
        RowMatrix states = plain.sourceStates().of(start);
        Samples found = Movers.of(plain).move(plain, states, conditions, HEUN, Monitor.none());
        assertArrayEquals(expected.end().toArray(), found.end().toArray(), 1e-4f);
    }

    @Test
    void labelsAreDrawnFirst() {
        FlowModel mixed = MadeLaw.random(MadeLaw.coupling(ROWS), MadeLaw.FLOW);
        FlowModel first = FlowOfNumbers.of(mixed);
        assertEquals(new LabelsFirstFlow(MadeLaw.FLOW.numbers(), false), first.dynamics());
        assertEquals(mixed.inputs() - 3, first.inputs(), "x, y and s have no flags");
        RowMatrix start = SourceRows.start(mixed, ROWS, 5, Monitor.none());
        Samples expected = new MixedMover(MadeLaw.FLOW, new MixedSettings(1, true))
                .move(mixed, start, Optional.empty(), HEUN, Monitor.none());
        Samples found = Movers.of(first).move(first, start, Optional.empty(), HEUN, Monitor.none());
        assertArrayEquals(expected.end().toArray(), found.end().toArray(), 1e-4f);
        assertEquals(expected.nfe(), found.nfe());
    }

    /** They begin with the noise, end with the rows' numbers, and are 0 wherever a row has no value. */
    @Test
    void theNumbersAreSeenOnTheirWay() {
        FlowModel model = FlowOfNumbers.of(MadeLaw.random(MadeLaw.coupling(ROWS), MadeLaw.FLOW));
        RowMatrix start = SourceRows.start(model, ROWS, 5, Monitor.none());
        Samples samples = Movers.of(model).follow(model, start, Optional.empty(), HEUN, Monitor.none());
        List<RowMatrix> states = samples.trajectory().orElseThrow().states();
        assertEquals(8, states.size());
        MixedLayout layout = new MixedLayout(model.encoding().space());
        int lacking = 0;
        float[] end = samples.end().toArray();
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < layout.numbers(); i++) {
                int k = layout.governor(i);
                int at = row * layout.width();
                if (k != MixedLayout.NOWHERE && layout.lacksValue(i, k, (int) layout.label(end, at, k))) {
                    lacking++;
                    for (RowMatrix state : states) {
                        assertEquals(0, state.get(row, i));
                    }
                } else {
                    assertEquals(
                            layout.number(start.toArray(), at, i), states.get(0).get(row, i));
                    assertEquals(layout.number(end, at, i), states.get(7).get(row, i));
                }
            }
        }
        assertEquals(ROWS, lacking, 0.9 * ROWS, "rows without some value");
    }

    @Test
    void otherModelsStayAsTheyAre() {
        MixedFlow together = new MixedFlow(MadeLaw.FLOW.numbers(), true, false);
        FlowModel mixed = MadeLaw.random(MadeLaw.coupling(ROWS), together);
        assertSame(mixed, FlowOfNumbers.of(mixed));
        assertInstanceOf(AffineVelocity.class, FlowOfNumbers.of(MadeLaw.FLOW.numbers(), true));
    }

    /** Two numbers under a condition of two labels. */
    private static Coupling numbers() {
        Random random = new Random(3);
        double[][] values = new double[2][ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[0][i] = random.nextGaussian();
            values[1][i] = random.nextGaussian();
        }
        Table labels = Table.texts(
                "side",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> i % 2 == 0 ? "left" : "right")
                        .toList());
        return Coupling.fit(
                new CouplingSettings.Independent(true),
                new Table(
                        List.of(new ColumnInfo("x", ColumnKind.DOUBLE), new ColumnInfo("y", ColumnKind.DOUBLE)),
                        values,
                        ROWS),
                Optional.empty(),
                Optional.of(new ConditionTables(labels, Optional.empty())),
                EncodingSettings.defaults(),
                1,
                Monitor.none());
    }
}
