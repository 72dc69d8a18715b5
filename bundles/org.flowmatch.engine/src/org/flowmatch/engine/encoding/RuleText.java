// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;

/**
 * A rule as a user writes it: names of columns and signs between them, {@code first day <= last day}. A name that has such a sign
 * in it, or a quotation mark, stands in quotation marks; one within it is doubled.
 */
final class RuleText {
    static final String AT_MOST = "<=";

    private static final List<String> SIGNS = List.of(AT_MOST, "<", ">");
    private static final char QUOTE = '"';
    private static final String REMEDY =
            "Write the columns with <= between them, such as start <= end, and a column whose name has"
                    + " a sign in it in quotation marks.";

    private final String text;
    private final List<String> names = new ArrayList<>();
    private final List<String> signs = new ArrayList<>();
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
        if (rule.signs.isEmpty() || !rule.signs.stream().allMatch(AT_MOST::equals)) {
            throw rule.refused(
                    rule.signs.isEmpty() ? "it has no sign" : "its signs are " + String.join(" ", rule.signs));
        }
        return new KeptOrder(rule.names);
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
