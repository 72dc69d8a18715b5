// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

/**
 * What random numbers are drawn for. Each purpose has its own independent stream of numbers under the same seed, so that
 * drawing more for one thing never changes another. The ids are part of saved results: they are never renumbered or reused.
 */
public enum Purpose {
    TARGET_TIES(1),
    SOURCE_TIES(2),
    TARGET_ROWS(3),
    SOURCE_ROWS(4),
    SOURCE_NOISE(5),
    TIME(6),
    PATH_NOISE(7),
    WEIGHTS(8),
    SPLIT(9),
    VALIDATION(10),
    SAMPLE_NOISE(11),
    EXAMPLE(12),
    METRIC(13),
    DECODE(14),
    PROBE(15),
    CONDITION_DROP(16),
    PLAN(17),
    TIE_POINTS(18),
    MASK(19),
    GIVEN(20),
    REVEAL(21),
    LABEL_ORDER(22),
    STEP_LENGTH(23);

    private final int id;

    Purpose(int id) {
        this.id = id;
    }

    /** The stable number of this purpose, from 1. */
    public int id() {
        return id;
    }
}
