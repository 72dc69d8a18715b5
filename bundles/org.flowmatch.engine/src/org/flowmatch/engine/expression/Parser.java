// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.expression;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.expression.Expression.Term;

/**
 * Reads a formula by recursive descent, one method for each rule:
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = sign { ("*" | "/") sign }
 * sign    = ("+" | "-") sign | power
 * power   = atom [ "^" sign ]
 * atom    = number | "t" | "pi" | "e" | function "(" sum ")" | "(" sum ")"
 * </pre>
 */
final class Parser {
    /** Rules within rules: more than any formula by hand needs, fewer than the stack holds. */
    private static final int DEEPEST = 60;

    private final String text;
    private final String name;
    private int position;
    private int depth;

    Parser(String text, String name) {
        this.text = text;
        this.name = name;
    }

    Term parse() {
        if (text.length() > Expression.LONGEST) {
            throw new FlowException(
                    "The formula of " + name + " has " + text.length() + " characters, but at most "
                            + Expression.LONGEST + " are allowed.",
                    "Write it shorter.");
        }
        Term term = sum();
        if (peek() != 0) {
            throw unexpected();
        }
        return term;
    }

    private Term sum() {
        Term left = product();
        while (peek() == '+' || peek() == '-') {
            boolean plus = text.charAt(position++) == '+';
            left = plus ? plus(left, product()) : minus(left, product());
        }
        return left;
    }

    private Term product() {
        Term left = sign();
        while (peek() == '*' || peek() == '/') {
            boolean times = text.charAt(position++) == '*';
            left = times ? times(left, sign()) : over(left, sign());
        }
        return left;
    }

    private Term sign() {
        if (++depth > DEEPEST) {
            throw refused("is nested more than " + DEEPEST + " deep", "Write it with fewer parentheses and signs.");
        }
        Term term;
        if (accept('-')) {
            Term positive = sign();
            term = t -> positive.at(t).negated();
        } else if (accept('+')) {
            term = sign();
        } else {
            term = power();
        }
        depth--;
        return term;
    }

    private Term power() {
        Term base = atom();
        if (!accept('^')) {
            return base;
        }
        Term exponent = sign();
        return t -> base.at(t).power(exponent.at(t));
    }

    private Term atom() {
        char next = peek();
        if (accept('(')) {
            return closed();
        } else if (isDigit(next) || next == '.') {
            return number();
        } else if (isLetter(next)) {
            return named();
        }
        throw unexpected();
    }

    private Term closed() {
        Term inner = sum();
        if (!accept(')')) {
            throw peek() == 0 ? refused("ends before a parenthesis is closed", "Add the missing ')'.") : unexpected();
        }
        return inner;
    }

    private Term number() {
        int start = position;
        digits();
        if (position < text.length() && text.charAt(position) == '.') {
            position++;
            digits();
        }
        exponent();
        String literal = text.substring(start, position);
        if (literal.equals(".")) {
            position = start;
            throw unexpected();
        }
        Dual value = Dual.constant(Double.parseDouble(literal));
        return t -> value;
    }

    /** The e of 1e-3, unless no digits follow: then it is none. */
    private void exponent() {
        int start = position;
        if (position < text.length() && Character.toLowerCase(text.charAt(position)) == 'e') {
            position++;
            if (position < text.length() && (text.charAt(position) == '-' || text.charAt(position) == '+')) {
                position++;
            }
            int first = position;
            digits();
            if (position == first) {
                position = start;
            }
        }
    }

    private void digits() {
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
    }

    private Term named() {
        int start = position;
        while (position < text.length() && (isLetter(text.charAt(position)) || isDigit(text.charAt(position)))) {
            position++;
        }
        String word = text.substring(start, position);
        switch (word) {
            case "t":
                return t -> t;
            case "pi":
                return t -> Dual.constant(Math.PI);
            case "e":
                return t -> Dual.constant(Math.E);
            default:
                return function(word, start);
        }
    }

    private Term function(String word, int start) {
        Function function = Function.named(word).orElseThrow(() -> {
            position = start;
            return refused("has the unknown name '" + word + "'", "Use " + Expression.ALLOWED + ".");
        });
        if (!accept('(')) {
            throw refused("has no '(' after " + word, "Write " + word + "(...), for instance " + word + "(t).");
        }
        Term argument = closed();
        return t -> function.of(argument.at(t));
    }

    private static Term plus(Term left, Term right) {
        return t -> left.at(t).plus(right.at(t));
    }

    private static Term minus(Term left, Term right) {
        return t -> left.at(t).minus(right.at(t));
    }

    private static Term times(Term left, Term right) {
        return t -> left.at(t).times(right.at(t));
    }

    private static Term over(Term left, Term right) {
        return t -> left.at(t).over(right.at(t));
    }

    /** The next character that is not a space, or 0 at the end. */
    private char peek() {
        while (position < text.length() && text.charAt(position) <= ' ') {
            position++;
        }
        return position < text.length() ? text.charAt(position) : 0;
    }

    private boolean accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private FlowException unexpected() {
        char next = peek();
        if (next == 0) {
            return refused(position == 0 ? "is empty" : "ends too early", "Use " + Expression.ALLOWED + ".");
        }
        boolean product = isLetter(next) || isDigit(next) || next == '(';
        return refused(
                "has an unexpected '" + new String(Character.toChars(text.codePointAt(position))) + "'",
                product ? "Write products with a *, for instance 2 * t." : "Use " + Expression.ALLOWED + ".");
    }

    private FlowException refused(String what, String remedy) {
        return new FlowException(
                "The formula of " + name + " " + what + " at character " + (position + 1) + ": " + Quoted.of(text)
                        + ".",
                remedy);
    }
}
