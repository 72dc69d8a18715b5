// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.expression;

import org.flowmatch.engine.json.JsonText;

/**
 * A formula of one variable t that knows its derivative. Made of numbers, t, pi, e, + - * / ^, parentheses and the
 * functions sin, cos, tan, exp, log (natural), sqrt and tanh; ^ binds tighter than a sign before it and to the right, so
 * that -t^2 is -(t^2). Nothing but this arithmetic is ever executed. Immutable; equal to an expression of the same text.
 */
public final class Expression implements JsonText {
    /** Most characters of a formula. */
    public static final int LONGEST = 500;

    /** What formulas may be made of, for messages and descriptions. */
    public static final String ALLOWED =
            "numbers, t, pi, e, + - * / ^, parentheses and the functions " + Function.names();

    /** A part of a formula. */
    interface Term {
        Dual at(Dual t);
    }

    private final String text;
    private final Term term;

    /**
     * @param name what messages call the formula, for instance {@code a(t)}
     * @throws org.flowmatch.engine.FlowException telling the position of what is not understood and what is allowed
     */
    public Expression(String text, String name) {
        this.text = text;
        term = new Parser(text, name).parse();
    }

    /** The formula as it was written. */
    @Override
    public String text() {
        return text;
    }

    /** The value and its derivative at t; infinite or NaN where they do not exist. */
    public Dual at(double t) {
        return term.at(new Dual(t, 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
