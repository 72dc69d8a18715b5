// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Seconds since the epoch are exact to the microsecond where they say so. */
class EpochSecondsTest {

    private static double seconds(LocalDateTime date) {
        return EpochSeconds.of(date.toEpochSecond(ZoneOffset.UTC), date.getNano());
    }

    @Test
    void microsecondsComeBackFrom1698To2242() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        long from = LocalDateTime.parse("1698-01-01T00:00").toEpochSecond(ZoneOffset.UTC);
        long to = LocalDateTime.parse("2242-01-01T00:00").toEpochSecond(ZoneOffset.UTC);
        for (int i = 0; i < 100_000; i++) {
            LocalDateTime date = LocalDateTime.ofEpochSecond(
                    random.nextLong(from, to), 1000 * random.nextInt(1_000_000), ZoneOffset.UTC);
            assertEquals(date, EpochSeconds.at(seconds(date)));
        }
    }

    @Test
    void nanosecondsAreRoundedToMicroseconds() {
        assertEquals(
                LocalDateTime.parse("2000-01-01T00:00:00.000002"),
                EpochSeconds.at(seconds(LocalDateTime.parse("2000-01-01T00:00:00.000001501"))));
        assertEquals(
                LocalDateTime.parse("2000-01-01T00:00"),
                EpochSeconds.at(seconds(LocalDateTime.parse("1999-12-31T23:59:59.999999999"))));
    }

    @Test
    void wholeSecondsComeBackFromAnywhere() {
        for (String text :
                new String[] {"-285000000-01-01T00:00:01", "+285000000-12-31T23:59:59", "0000-01-01T00:00"}) {
            assertEquals(LocalDateTime.parse(text), EpochSeconds.at(seconds(LocalDateTime.parse(text))));
        }
    }
}
