// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSplitTest {

    @ParameterizedTest
    @CsvSource({"1000, 0.1, 100", "1000, 0, 0", "7, 0.5, 3", "2, 0.5, 1", "3, 0.01, 1"})
    void partsAreDisjointAndTogetherAllRows(int rows, double fraction, int held) {
        RowSplit split = RowSplit.of(rows, fraction, 1);
        assertEquals(held, split.validation().length);
        int[] all = IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, rows).toArray(), all);
    }

    @Test
    void splitFollowsTheSeed() {
        int[] first = RowSplit.of(1_000, 0.2, 1).validation();
        assertArrayEquals(first, RowSplit.of(1_000, 0.2, 1).validation());
        assertFalse(Arrays.equals(first, RowSplit.of(1_000, 0.2, 2).validation()));
    }
}
