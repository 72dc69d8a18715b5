// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelFormatTest {
    private static final ModelFormat[] ALL = ModelFormat.values();

    /** What was written keeps its number, and none is left out. */
    @Test
    void versionsAreNumberedInTheirOrder() {
        assertArrayEquals(
                IntStream.rangeClosed(1, ALL.length).toArray(),
                Stream.of(ALL).mapToInt(ModelFormat::number).toArray());
        assertEquals(ALL.length, ModelFormat.last().number());
    }

    @Test
    void theLatestKnowsAll() {
        assertEquals(
                ModelFormat.VERSION_3,
                ModelFormat.latest(ModelFormat.VERSION_2, ModelFormat.VERSION_3, ModelFormat.VERSION_1));
    }
}
