// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of messages and dialogs. */
class PlainNumberTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "0.0, 0",
        "-2.5, -2.5",
        "0.00001, 0.00001",
        "0.999, 0.999",
        "1e-8, 1e-8",
        "2.5e-9, 2.5e-9",
        "1e14, 100000000000000",
        "1e15, 1e15",
        "Infinity, Infinity",
        "NaN, NaN"
    })
    void isWrittenAsAUserReadsIt(double value, String written) {
        assertEquals(written, PlainNumber.of(value));
        assertEquals(value, Double.parseDouble(PlainNumber.of(value)));
    }
}
