// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/** Weights [P] drawn uniformly, each array of them between bounds of its own; a network may have hundreds of millions. */
final class DrawnWeights {
    /** Between two questions to the monitor: some milliseconds. */
    private static final int PART = 1 << 20;

    private final float[] weights;
    private final Monitor monitor;

    /** Weights uniform on (0, 1). */
    DrawnWeights(int size, long seed, Monitor monitor) {
        this.monitor = monitor;
        monitor.check();
        weights = new float[size];
        KeyedRandom random = new KeyedRandom(seed, Purpose.WEIGHTS);
        for (int start = 0; start < size; start += PART) {
            monitor.check();
            random.uniforms(0, 0, start, weights, start, Math.min(PART, size - start));
        }
    }

    /** Brings the numbers of one array to (-bound, bound). */
    void spread(ParameterLayout.Entry entry, double bound) {
        monitor.check();
        for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
            weights[i] = (float) ((2 * weights[i] - 1) * bound);
        }
    }

    float[] weights() {
        return weights;
    }
}
