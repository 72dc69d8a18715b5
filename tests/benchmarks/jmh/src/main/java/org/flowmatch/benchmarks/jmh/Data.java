// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.jmh;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** What the benchmarks of parts work on. */
public final class Data {
    public static final long SEED = 7;

    private Data() {}

    /** Standard normal rows [n, d]. */
    public static float[] rows(int n, int d, int stream) {
        float[] rows = new float[n * d];
        new KeyedRandom(SEED, Purpose.EXAMPLE, stream).gaussians(0, 0, rows, 0, rows.length);
        return rows;
    }

    public static Table table(int rows, int columns) {
        return ExampleDistribution.GAUSSIAN.sample(rows, 0, columns, SEED);
    }

    public static Coupling coupling(int rows, int columns) {
        return Coupling.fit(
                new CouplingSettings.Independent(),
                table(rows, columns),
                Optional.empty(),
                EncodingSettings.defaults(),
                SEED,
                Monitor.none());
    }

    /** 0 to n - 1. */
    public static int[] all(int n) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        return rows;
    }
}
