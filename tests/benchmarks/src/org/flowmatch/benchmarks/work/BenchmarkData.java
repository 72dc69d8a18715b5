// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.torchscript.DeviceChoice;

/** What the speed benchmarks work on: tables with some structure, and the network of three hidden layers. */
final class BenchmarkData {
    static final int ROWS = 20_000;
    private static final int FACTORS = 5;
    private static final long SEED = 11;
    /** The rows that results were measured on. */
    private static final int STREAM = 8;

    private BenchmarkData() {}

    /** Two moons in two dimensions; in more, columns of five shared factors and noise of half their size. */
    static Table table(int rows, int dimensions) {
        if (dimensions == 2) {
            return ExampleDistribution.TWO_MOONS.sample(rows, ExampleDistribution.TWO_MOONS.defaultNoise(), 2, SEED);
        }
        KeyedRandom random = new KeyedRandom(SEED, Purpose.EXAMPLE, STREAM);
        float[] mixing = new float[dimensions * FACTORS];
        random.gaussians(0, 1, mixing, 0, mixing.length);
        float[] draws = new float[FACTORS + dimensions];
        double[][] values = new double[dimensions][rows];
        for (int row = 0; row < rows; row++) {
            random.gaussians(row, 0, draws, 0, draws.length);
            for (int c = 0; c < dimensions; c++) {
                double sum = draws[FACTORS + c];
                for (int f = 0; f < FACTORS; f++) {
                    sum += mixing[c * FACTORS + f] * draws[f];
                }
                values[c][row] = sum;
            }
        }
        List<ColumnInfo> columns = new ArrayList<>();
        for (int c = 0; c < dimensions; c++) {
            columns.add(new ColumnInfo("x" + (c + 1), ColumnKind.DOUBLE));
        }
        return new Table(columns, values, rows);
    }

    /** The table in quantile scores, with Gaussian source rows. */
    static Coupling coupling(CouplingSettings settings, int dimensions) {
        return Coupling.fit(
                settings, table(ROWS, dimensions), Optional.empty(), EncodingSettings.defaults(), SEED, Monitor.none());
    }

    /** Three hidden layers with SiLU, the time as it is. */
    static Mlp network(int width) {
        return new Mlp(List.of(width, width, width), Activation.SILU, new TimeFeatures.Raw());
    }

    static DeviceChoice device(Request request) {
        return "gpu".equals(request.text("device")) ? DeviceChoice.GPU : DeviceChoice.CPU;
    }

    /** Writes numbers as float32, little-endian. */
    static void write(Path file, float[] numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        Files.write(file, bytes.array());
    }
}
