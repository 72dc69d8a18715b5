// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionPathTest {

    /** The built-in paths written as formulas. */
    @Test
    void formulasOfBuiltInPathsGiveTheirSchedules() {
        assertSame(new LinearPath(), new ExpressionPath("t", "1 - t"));
        assertSame(new PolynomialPath(3), new ExpressionPath("t^3", "1 - t^3"));
        assertSame(new CosinePath(0), new ExpressionPath("sin(pi * t / 2)", "cos(pi * t / 2)"));
        String rate = "(0.1 * (1 - t) + 19.9 * (1 - t)^2 / 2)";
        assertSame(
                new VariancePreservingPath(0.1, 20),
                new ExpressionPath("exp(-" + rate + " / 2)", "sqrt(1 - exp(-" + rate + "))"));
    }

    private static void assertSame(ConditionalPath expected, ConditionalPath path) {
        for (double t : new double[] {0.01, 0.3, 0.6, 0.95}) {
            assertEquals(expected.schedule().a(t), path.schedule().a(t), 1e-12);
            assertEquals(expected.schedule().s(t), path.schedule().s(t), 1e-12);
            assertEquals(expected.schedule().da(t), path.schedule().da(t), 1e-10);
            assertEquals(expected.schedule().ds(t), path.schedule().ds(t), 1e-10);
        }
    }

    @Test
    void itKeepsOffAnEndWithoutDerivative() {
        ConditionalPath arc = new ExpressionPath("t", "sqrt(1 - t^2)");
        assertEquals(0, arc.tMin());
        assertEquals(0.999, arc.tMax());
        ConditionalPath root = new ExpressionPath("sqrt(t)", "1 - t");
        assertEquals(1e-5, root.tMin());
        assertEquals(1, root.tMax());
    }

    @ParameterizedTest
    @CsvSource({
        "'0.1 + 0.9 * t', '1 - t', 'a(0) is 0.1, but must be 0'",
        "'t / 2', '1 - t', 'a(1) is 0.5, but must be 1'",
        "'t', '2 * (1 - t)', 's(0) is 2, but must be 1'",
        "'t', '1 - t / 2', 's(1) is 0.5, but must be 0'",
        "'t', '(1 - t) * log(t)', 's(0) is -11.5'",
        "'t + 0 * sqrt(0.5 - t)', '1 - t', 'a(t) is NaN at t = 0.5'",
        "'t', '1 - t + 0 * sqrt(t - 0.5)', 's(t) is NaN at t = 0.00001'"
    })
    void endsAndGapsAreTold(String a, String s, String told) {
        FlowException e = assertThrows(FlowException.class, () -> new ExpressionPath(a, s));
        assertTrue(e.problem().contains(told), e.problem());
    }

    @Test
    void aFormulaThatIsNoneIsToldWithItsName() {
        FlowException e = assertThrows(FlowException.class, () -> new ExpressionPath("t", "1 - tt"));
        assertTrue(e.problem().contains("s(t)") && e.problem().contains("'tt'"), e.problem());
    }

    @Test
    void itIsStoredAsText() {
        ConditionalPath path = new ExpressionPath("t^2", "1 - t");
        assertEquals(
                "{\"type\":\"expression\",\"a\":\"t^2\",\"s\":\"1 - t\"}",
                Paths.toJson(path).toString());
        assertEquals(path, Paths.fromJson(Paths.toJson(path)));
        assertNotEquals(path, new ExpressionPath("t^2", "1 - t^2"));
        var damaged = Paths.toJson(path);
        damaged.addProperty("a", "t^2 +");
        FlowException e = assertThrows(FlowException.class, () -> Paths.fromJson(damaged));
        assertTrue(e.problem().contains("formula of path.a ends too early"), e.problem());
    }
}
