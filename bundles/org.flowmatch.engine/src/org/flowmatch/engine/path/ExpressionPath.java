// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.PlainNumber;
import org.flowmatch.engine.expression.Dual;
import org.flowmatch.engine.expression.Expression;

/**
 * An affine path whose weights are formulas of t: x_t = a(t) x1 + s(t) x0, with the derivatives that automatic
 * differentiation gives. For any source. a(0) and s(1) must be 0, a(1) and s(0) must be 1, each to 0.02; weights and
 * derivatives must be finite at a thousand times between. Where a weight or a derivative is not finite at an end itself,
 * the path is used from 1e-5 or up to 0.999, as for the built-in paths; otherwise on [0, 1]. Whether a / s grows is asked
 * only by what needs the time of a ratio.
 *
 * @param a the formula of a(t), for instance {@code t}, see {@link Expression}
 * @param s the formula of s(t), for instance {@code 1 - t}
 */
public record ExpressionPath(Expression a, Expression s) implements ConditionalPath {
    public static final String ID = "expression";
    public static final String DEFAULT_A = "t";
    public static final String DEFAULT_S = "1 - t";

    private static final double FIRST = 1e-5;
    private static final double LAST = 1 - 1e-3;
    private static final double TOLERANCE = 0.02;
    private static final int CHECKED = 1000;

    public ExpressionPath {
        for (int i = 0; i <= CHECKED; i++) {
            double t = FIRST + (LAST - FIRST) * i / CHECKED;
            requireFinite("a", a.at(t), t);
            requireFinite("s", s.at(t), t);
        }
        requireEnd("a", a, 0, 0);
        requireEnd("a", a, 1, 1);
        requireEnd("s", s, 0, 1);
        requireEnd("s", s, 1, 0);
    }

    /** @throws FlowException when a text is not a formula, or does not fit */
    public ExpressionPath(String a, String s) {
        this(new Expression(a, "a(t)"), new Expression(s, "s(t)"));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Schedule schedule() {
        return new ExpressionSchedule(a, s);
    }

    @Override
    public String formula() {
        return "x_t = a x1 + s x0, a = " + a + ", s = " + s;
    }

    @Override
    public double tMin() {
        return finite(0) ? 0 : FIRST;
    }

    @Override
    public double tMax() {
        return finite(1) ? 1 : LAST;
    }

    private boolean finite(double t) {
        return a.at(t).finite() && s.at(t).finite();
    }

    private static void requireFinite(String name, Dual weight, double t) {
        if (!weight.finite()) {
            boolean value = Double.isFinite(weight.value());
            throw new FlowException(
                    (value
                                    ? "The derivative of " + name + "(t) is " + PlainNumber.of(weight.slope())
                                    : name + "(t) is " + PlainNumber.of(weight.value()))
                            + " at t = " + PlainNumber.of(t) + ", but must be finite between 0 and 1.",
                    "Change the formula of " + name + "(t) so that it is smooth between 0 and 1.");
        }
    }

    private static void requireEnd(String name, Expression formula, int t, int wanted) {
        // an end at which the formula has no value is judged by the last time that is used
        double exact = formula.at(t).value();
        double value = Double.isFinite(exact)
                ? exact
                : formula.at(t == 0 ? FIRST : LAST).value();
        if (!(Math.abs(value - wanted) <= TOLERANCE)) {
            throw new FlowException(
                    name + "(" + t + ") is " + PlainNumber.of(value) + ", but must be " + wanted + " (to " + TOLERANCE
                            + "): " + (t == 0 ? "t = 0 is the source" : "t = 1 is the target") + ".",
                    "Change the formula of " + name + "(t), for instance to "
                            + (name.equals("a") ? DEFAULT_A : DEFAULT_S) + ".");
        }
    }
}
