// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * A made table: 9,000 readings of nine sensors that follow one load and the state of a machine. All nine are missing together in
 * 4% of the rows, each alone in 1%.
 */
final class Sensors {
    private static final int ROWS = 9_000;
    private static final int COUNT = 9;
    private static final double TOGETHER = 0.04;
    private static final double ALONE = 0.01;
    private static final long SEED = 23;
    private static final String[] STATES = {"idle", "running", "worn"};
    /** Shares of the states, summed up. */
    private static final double[] UP_TO = {0.3, 0.85, 1};

    private Sensors() {}

    static TextTable table() {
        KeyedRandom random = new KeyedRandom(SEED, Purpose.EXAMPLE);
        List<String> names = new ArrayList<>(List.of("state"));
        for (int s = 1; s <= COUNT; s++) {
            names.add("sensor " + s);
        }
        String[][] cells = new String[names.size()][ROWS];
        float[] noise = new float[COUNT + 1];
        float[] uniform = new float[COUNT + 2];
        for (int row = 0; row < ROWS; row++) {
            random.gaussians(row, 0, noise, 0, noise.length);
            random.uniforms(row, 1, uniform, 0, uniform.length);
            int state = 0;
            while (uniform[COUNT + 1] > UP_TO[state]) {
                state++;
            }
            cells[0][row] = STATES[state];
            double load = state + 0.5 * noise[COUNT];
            for (int s = 0; s < COUNT; s++) {
                boolean missing = uniform[COUNT] < TOGETHER || uniform[s] < ALONE;
                double reading = 10 + (1 + s) * load + (state == 2 ? 2 : 0.5) * noise[s];
                cells[1 + s][row] = missing ? null : String.format(Locale.ROOT, "%.3f", reading);
            }
        }
        return new TextTable(names, cells);
    }
}
