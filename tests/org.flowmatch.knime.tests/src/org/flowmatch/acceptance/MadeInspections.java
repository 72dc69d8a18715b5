// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Made inspections, of which one in 25 finds a defect. Defects stem mostly from one line and run hot; pressure rises with
 * temperature where all is well and falls with it where it is not.
 */
final class MadeInspections {
    static final List<String> NAMES = List.of("result", "line", "temperature", "pressure", "vibration");

    private static final int EVERY = 25;

    private final KeyedRandom random = new KeyedRandom(12, Purpose.SPLIT);

    /** Cells [count, 5], a function of the number of a row. */
    List<List<String>> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> row(i, i % EVERY == 0)).toList();
    }

    /** Rows of defects alone, others than those of {@link #rows}. */
    List<List<String>> defects(int count) {
        return IntStream.range(0, count).mapToObj(i -> row(1_000_000 + i, true)).toList();
    }

    private List<String> row(int i, boolean defect) {
        double u = random.uniform(i, 0);
        float[] n = new float[3];
        random.gaussians(i, 1, n, 0, n.length);
        double temperature = (defect ? 78 : 60) + 5 * n[0];
        double pressure = 3 + (defect ? -0.4 : 0.4) * n[0] + 0.2 * n[1];
        double vibration = Math.exp((defect ? 0.6 : 0) + 0.3 * n[2]);
        String line = defect ? (u < 0.8 ? "C" : "A") : u < 0.5 ? "A" : u < 0.9 ? "B" : "C";
        return List.of(
                defect ? "defect" : "good",
                line,
                Double.toString(Math.rint(10 * temperature) / 10),
                Double.toString(Math.rint(1000 * pressure) / 1000),
                Double.toString(Math.rint(1000 * vibration) / 1000));
    }
}
