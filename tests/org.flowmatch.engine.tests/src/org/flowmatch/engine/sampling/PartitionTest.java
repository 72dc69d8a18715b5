// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.network.Waves;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows alone, a few in one block, more in chunks that are shared among the cores, and many in chunks of several blocks with
 * a shorter last one: the number of rows decides how they are cut and on how many threads they are solved, and must not
 * change a bit of the result.
 */
class PartitionTest {
    private static final int COLUMNS = 3;

    /** Of 4,099 rows, which no block divides. */
    private static final int[] PREFIXES = {1, 61, 500, 1801};

    private static final RowMatrix START = SourceRows.gaussian(4099, COLUMNS, 1, 5);
    private static final FlowModel MODEL = TestModels.random(
            COLUMNS,
            new Mlp(
                    List.of(80, 48, 80, 80),
                    Activation.SILU,
                    new TimeFeatures.Fourier(2),
                    new Waves(COLUMNS, List.of(2, 6))),
            new CosinePath(0),
            1);

    private static RowMatrix first(int rows) {
        return RowMatrix.of(Arrays.copyOf(START.toArray(), rows * COLUMNS), COLUMNS);
    }

    private static SamplingSettings settings(Solver solver) {
        return new SamplingSettings(solver, 7, 1e-5, 1e-5, Direction.FORWARD, false, DeviceChoice.CPU)
                .withNoise(new Diffusion.Proportional(1), 21);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BOGACKI_SHAMPINE", "DORMAND_PRINCE", "TSITOURAS", "DORMAND_PRINCE_853", "FLOW_MAP"})
    void fixedStepsDoNotShowHowRowsWereCut(Solver solver) {
        float[] all = Sampler.sample(MODEL, START, settings(solver), Monitor.none())
                .end()
                .toArray();
        for (int rows : PREFIXES) {
            Samples few = Sampler.sample(MODEL, first(rows), settings(solver), Monitor.none());
            assertArrayEquals(
                    Arrays.copyOf(all, rows * COLUMNS), few.end().toArray(), solver + " of " + rows + " rows");
        }
    }

    /** Conditions and guidance go through other blocks than the rows. */
    @ParameterizedTest
    @EnumSource(names = {"EULER", "ADAMS_BASHFORTH"})
    void norHowConditionsWereCut(Solver solver) {
        FlowModel model = ConditionalModels.conditional();
        int features = model.conditions().features();
        int columns = model.columns();
        RowMatrix start = SourceRows.gaussian(4099, columns, 1, 5);
        RowMatrix conditions = SourceRows.gaussian(4099, features, 1, 6);
        SamplingSettings guided = settings(solver).withGuidance(Guidance.of(2));
        float[] all = Sampler.sample(model, start, Optional.of(conditions), guided, Monitor.none())
                .end()
                .toArray();
        int rows = 61;
        Samples few = Sampler.sample(
                model,
                RowMatrix.of(Arrays.copyOf(start.toArray(), rows * columns), columns),
                Optional.of(RowMatrix.of(Arrays.copyOf(conditions.toArray(), rows * features), features)),
                guided,
                Monitor.none());
        assertArrayEquals(Arrays.copyOf(all, rows * columns), few.end().toArray());
        assertEquals(2 * (solver == Solver.EULER ? 7 : 16), few.nfe());
    }

    /** Chunks of an adaptive solver choose their own steps: rows of whole chunks are the same, others within tolerances. */
    @ParameterizedTest
    @EnumSource(names = {"BOGACKI_SHAMPINE", "DORMAND_PRINCE", "TSITOURAS", "DORMAND_PRINCE_853"})
    void adaptiveStepsDependOnTheChunkAlone(Solver solver) {
        float[] all = Sampler.sample(MODEL, START, settings(solver), Monitor.none())
                .end()
                .toArray();
        int whole = 512 * COLUMNS;
        float[] chunks = Sampler.sample(MODEL, first(512), settings(solver), Monitor.none())
                .end()
                .toArray();
        assertArrayEquals(Arrays.copyOf(all, whole), chunks);
        float[] few = Sampler.sample(MODEL, first(61), settings(solver), Monitor.none())
                .end()
                .toArray();
        assertArrayEquals(Arrays.copyOf(all, few.length), few, 1e-3f);
    }
}
