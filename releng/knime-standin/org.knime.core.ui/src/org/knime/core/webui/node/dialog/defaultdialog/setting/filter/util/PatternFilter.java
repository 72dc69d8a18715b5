// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.knime.node.parameters.persistence.Persistable;

/**
 * A selection of names by a pattern that must match as a whole. Without regard to case both sides are put into lower case,
 * which also changes classes such as \S in a regular expression.
 */
public class PatternFilter implements Persistable {

    /** The language of the pattern. */
    public enum PatternMode {
        REGEX,
        WILDCARD
    }

    public String m_pattern = "";

    public boolean m_isCaseSensitive;

    public boolean m_isInverted;

    public String[] getSelected(PatternMode mode, String[] choices) {
        return Stream.of(choices).filter(getIsSelectedPredicate(mode)).toArray(String[]::new);
    }

    public Predicate<String> getIsSelectedPredicate(PatternMode mode) {
        String pattern = cased(m_pattern);
        Predicate<String> matches = mode == PatternMode.WILDCARD
                ? Pattern.compile(wildcardAsRegex(pattern), Pattern.DOTALL).asMatchPredicate()
                : pattern.isEmpty()
                        ? name -> false
                        : Pattern.compile("^" + pattern + "$").asPredicate();
        return name -> matches.test(cased(name)) != m_isInverted;
    }

    private String cased(String text) {
        return m_isCaseSensitive ? text : text.toLowerCase(Locale.getDefault());
    }

    private static String wildcardAsRegex(String wildcard) {
        StringBuilder regex = new StringBuilder();
        for (char c : wildcard.toCharArray()) {
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return regex.toString();
    }
}
