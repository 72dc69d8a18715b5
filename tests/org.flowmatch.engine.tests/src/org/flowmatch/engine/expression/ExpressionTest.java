// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    /** Values by hand at t = 2. */
    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3, 7",
        "8 - 4 - 2, 2",
        "12 / 3 / 2, 2",
        "-t^2, -4",
        "(-t)^2, 4",
        "2^3^2, 512",
        "2^-t, 0.25",
        "--t, 2",
        "+t, 2",
        "2 * -t, -4",
        "1.5e2 + .5 + 1., 151.5",
        "2e-1, 0.2",
        "pi, 3.141592653589793",
        "e, 2.718281828459045",
        "2*e, 5.43656365691809",
        "(t - 3)^3, -1",
        "log(e^t), 2",
        " ( ( t ) ) , 2"
    })
    void valuesFollowTheUsualRules(String text, double expected) {
        assertEquals(expected, new Expression(text, "f").at(2).value(), 1e-14);
    }

    /** Against central differences with step 1e-6. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "t",
                "t^2 - 3 * t + 1",
                "1 / (1 + t)",
                "sin(3 * t) * cos(t)",
                "tan(t / 2)",
                "exp(-t^2 / 2)",
                "log(1 + t)",
                "sqrt(1 - t^2)",
                "tanh(4 * (t - 0.5))",
                "t^t",
                "2^t",
                "(1 - t)^2.5",
                "(t - 2)^3",
                "-exp(-(0.1 * (1 - t) + 9.95 * (1 - t)^2) / 2)"
            })
    void slopesAreDerivatives(String text) {
        Expression expression = new Expression(text, "f");
        for (double t = 0.05; t < 1; t += 0.1) {
            double difference =
                    (expression.at(t + 1e-6).value() - expression.at(t - 1e-6).value()) / 2e-6;
            assertEquals(difference, expression.at(t).slope(), 1e-7 * Math.max(1, Math.abs(difference)), text);
        }
    }

    @Test
    void whereThereIsNoDerivativeItIsNotFinite() {
        assertFalse(new Expression("sqrt(t)", "f").at(0).finite());
        assertFalse(new Expression("log(t)", "f").at(0).finite());
        assertFalse(new Expression("1 / t", "f").at(0).finite());
        assertFalse(new Expression("(t - 1)^0.5", "f").at(0).finite());
        assertEquals(new Dual(0, 0), new Expression("t^2", "f").at(0));
        assertEquals(new Dual(0, 1), new Expression("t^1", "f").at(0));
    }

    /** Problems name the formula, the position and the text; remedies say what is allowed. */
    @ParameterizedTest
    @CsvSource({
        "'', is empty, numbers",
        "'2t', unexpected 't' at character 2, 2 * t",
        "'2 (t)', unexpected '(' at character 3, 2 * t",
        "'t +', ends too early at character 4, numbers",
        "'(t', before a parenthesis is closed at character 3, ')'",
        "'t)', unexpected ')' at character 2, numbers",
        "'sin t', no '(' after sin, sin(t)",
        "'x + 1', unknown name 'x' at character 1, tanh",
        "'T', unknown name 'T', numbers",
        "'abs(t)', unknown name 'abs', sqrt",
        "'t $ 2', unexpected '$' at character 3, numbers",
        "'t; exit', unexpected ';' at character 2, numbers",
        "'.', unexpected '.' at character 1, numbers",
        "'t ^', ends too early, numbers",
        "'t * / 2', unexpected '/' at character 5, numbers"
    })
    void mistakesAreToldWithTheirPlace(String text, String problem, String remedy) {
        FlowException e = assertThrows(FlowException.class, () -> new Expression(text, "a(t)"));
        assertTrue(e.problem().contains(problem) && e.problem().contains("a(t)"), e.problem());
        assertTrue(e.remedy().contains(remedy), e.remedy());
        assertTrue(e.problem().endsWith("."), "the remedy follows on the same line: " + e.problem());
    }

    @Test
    void longAndDeepFormulasAreRefused() {
        FlowException tooLong =
                assertThrows(FlowException.class, () -> new Expression("1 + ".repeat(200) + "t", "s(t)"));
        assertTrue(
                tooLong.problem().contains("801 characters")
                        && tooLong.problem().contains("500"),
                tooLong.problem());
        FlowException deep = assertThrows(
                FlowException.class, () -> new Expression("(".repeat(100) + "t" + ")".repeat(100), "s(t)"));
        assertTrue(deep.problem().contains("nested more than 60"), deep.problem());
        FlowException signs = assertThrows(FlowException.class, () -> new Expression("-".repeat(400) + "t", "s(t)"));
        assertTrue(signs.problem().contains("nested"), signs.problem());
        assertEquals(120, new Expression("t + ".repeat(119) + "t", "s(t)").at(1).value());
    }
}
