// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;

/**
 * A rule as a user writes it: names of columns and signs between them, {@code first day <= last day}, {@code net + tax = gross}. A name that has such a sign
 * in it, or a quotation mark, stands in quotation marks; one within it is doubled.
 */
final class RuleText {
    static final String AT_MOST = "<=";

    private static final String PLUS = "+";
    private static final String EQUALS = "=";
    private static final List<String> SIGNS = List.of(AT_MOST, ">=", "<", ">", PLUS, EQUALS);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+([.][0-9]+)?");
    private static final char QUOTE = '"';
    private static final String REMEDY =
            "Write the columns with signs between them, such as start <= end, net + tax = gross or"
                    + " a + b + c = 100, and a column whose name has a sign in it in quotation marks.";

    private final String text;
    private final List<String> names = new ArrayList<>();
    private final List<String> signs = new ArrayList<>();
    private boolean quotedLast;
    private int at;

    private RuleText(String text) {
        this.text = text.strip().replace("\u2264", AT_MOST);
    }

    /** @throws FlowException when it is no rule, saying how one is written */
    static KeptRule parse(String text) {
        RuleText rule = new RuleText(text);
        if (rule.text.isEmpty()) {
            throw new FlowException(
                    "A rule that is to be kept is empty.", REMEDY + " Remove the entry if there is none.");
        }
        rule.read();
        if (rule.signs.isEmpty()) {
            throw rule.refused("it has no sign");
        }
        return rule.signs.stream().allMatch(AT_MOST::equals) ? new KeptOrder(rule.names) : rule.sum();
    }

    /** The whole is on either side; a number that is not in quotation marks is a constant. */
    private KeptRule sum() {
        int equals = signs.indexOf(EQUALS);
        int last = signs.size() - 1;
        boolean plus = signs.stream().filter(PLUS::equals).count() == last;
        if (equals < 0 || !plus || equals != 0 && equals != last) {
            throw refused("its signs are " + String.join(" ", signs));
        }
        boolean behind = equals == last;
        String whole = names.get(behind ? last + 1 : 0);
        List<String> parts = behind ? names.subList(0, last + 1) : names.subList(1, last + 2);
        Optional<Double> constant = behind && !quotedLast ? number(whole) : Optional.empty();
        return constant.isPresent() ? new KeptShares(parts, constant.get()) : new KeptSum(parts, whole);
    }

    private static Optional<Double> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    private void read() {
        names.add(name());
        while (at < text.length()) {
            String sign =
                    sign().orElseThrow(() -> refused("there is no sign behind " + Quoted.of(text.substring(0, at))));
            signs.add(sign);
            at += sign.length();
            names.add(name());
        }
    }

    private Optional<String> sign() {
        return SIGNS.stream().filter(sign -> text.startsWith(sign, at)).findFirst();
    }

    private String name() {
        skipBlanks();
        boolean quoted = at < text.length() && text.charAt(at) == QUOTE;
        String name = quoted ? quoted() : bare();
        quotedLast = quoted;
        skipBlanks();
        if (name.isEmpty()) {
            throw refused("a name is missing");
        }
        return name;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String bare() {
        int from = at;
        while (at < text.length() && sign().isEmpty()) {
            at++;
        }
        return text.substring(from, at).strip();
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != QUOTE) {
                name.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
                name.append(QUOTE);
                at++;
            } else {
                at++;
                return name.toString();
            }
        }
        throw refused("a quotation mark has no end");
    }

    private FlowException refused(String why) {
        return new FlowException(
                "The rule that is to be kept cannot be read: " + Quoted.of(text) + ", " + why + ".", REMEDY);
    }

    /** A name as it can be read again, whatever it holds. */
    static String name(String column) {
        return QUOTE + column.replace("\"", "\"\"") + QUOTE;
    }
}
