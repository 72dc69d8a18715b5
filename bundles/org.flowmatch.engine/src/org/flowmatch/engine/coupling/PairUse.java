// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

/** What pairs are drawn for; each use has its own independent stream under the same seed. */
public enum PairUse {
    TRAINING(0),
    VALIDATION(1);

    private final int stream;

    PairUse(int stream) {
        this.stream = stream;
    }

    int stream() {
        return stream;
    }
}
