// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A range holds what it says, and refuses the rest in one sentence. */
class RangeTest {

    private static String problem(Executable check) {
        FlowException e = assertThrows(FlowException.class, check);
        assertEquals("Use 7.", e.remedy());
        return e.problem();
    }

    private static String problem(Range range, double value) {
        return problem(() -> range.check("The size", value, "Use 7."));
    }

    private static String problem(Range range, long value) {
        return problem(() -> range.check("The size", value, "Use 7."));
    }

    @Test
    void itsEndsBelongToItOrNot() {
        double above = Math.nextUp(0.0);
        double below = Math.nextDown(1.0);
        Range between = Range.between(0, 1);
        assertTrue(between.holds(0) && between.holds(1));
        assertFalse(between.holds(-above) || between.holds(Math.nextUp(1.0)));
        Range right = Range.above(0, 1);
        assertTrue(right.holds(above) && right.holds(1));
        assertFalse(right.holds(0) || right.holds(Math.nextUp(1.0)));
        Range inside = Range.inside(0, 1);
        assertTrue(inside.holds(above) && inside.holds(below));
        assertFalse(inside.holds(0) || inside.holds(1));
        Range open = Range.atLeast(1);
        assertTrue(open.holds(1) && open.holds(Double.MAX_VALUE));
        assertFalse(open.holds(below) || open.holds(Double.POSITIVE_INFINITY) || open.holds(Double.NaN));
    }

    @Test
    void whatItHoldsPasses() {
        Range.between(1, 10).check("The size", 10, "Use 7.");
        Range.above(0, 0.5).check("The size", 0.5, "Use 7.");
    }

    @Test
    void itTellsWhichEndsBelongToIt() {
        assertEquals("The size is 0, but must be between 1 and 65,536.", problem(Range.between(1, 65_536), 0));
        assertEquals("The size is 0, but must be above 0 and at most 2.", problem(Range.above(0, 2), 0.0));
        assertEquals("The size is 1, but must be above 0 and below 1.", problem(Range.inside(0, 1), 1.0));
        assertEquals("The size is -2, but must be at least 1.", problem(Range.atLeast(1), -2));
        assertEquals("The size is NaN, but must be at least 0.5.", problem(Range.atLeast(0.5), Double.NaN));
    }

    /** Exactly, so that a number just outside never reads as the end it exceeds. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "0.00001, 0.00001",
        "0.00000001, 1e-8",
        "0.5000000000000001, 0.5000000000000001",
        "-1000000, -1000000",
        "1e300, 1e300",
        "-4e-324, -4.9e-324",
        "Infinity, Infinity",
        "NaN, NaN"
    })
    void anyNumberIsToldAsItIs(double value, String told) {
        assertEquals("The size is " + told + ", but must be between 5 and 6.", problem(Range.between(5, 6), value));
    }

    @Test
    void wholeNumbersAreGroupedWhateverTheLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals(
                    "The size is 10,000,001, but must be between 1 and 10,000,000.",
                    problem(Range.between(1, 10_000_000), 10_000_001));
            assertEquals("The size is 1.5, but must be between 0 and 0.5.", problem(Range.between(0, 0.5), 1.5));
        } finally {
            Locale.setDefault(before);
        }
    }

    /** As a double, 2^53 + 1 would be 2^53. */
    @Test
    void wholeNumbersAreToldExactly() {
        assertEquals(
                "The size is 9,007,199,254,740,993, but must be between 0 and 1.",
                problem(Range.between(0, 1), (1L << 53) + 1));
    }
}
