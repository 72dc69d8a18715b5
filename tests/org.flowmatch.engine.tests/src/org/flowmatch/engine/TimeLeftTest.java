// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0:00 left",
        "9.6, 0:10 left",
        "75, 1:15 left",
        "3599.4, 59:59 left",
        "3600, 1:00:00 left",
        "90061, 25:01:01 left"
    })
    void secondsAreToldAsOnAClock(double seconds, String text) {
        assertEquals(text, TimeLeft.text(seconds));
    }
}
