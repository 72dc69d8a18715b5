// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One method of a {@link Fragment}.
 *
 * @param text the method with the comment right above it
 * @param uses what it reads as {@code self.x}
 */
record Method(String name, String text, Set<String> uses) {
    private static final Pattern DEFINITION = Pattern.compile("(?m)(?:^#.*\\R)*^def (\\w+)\\(");
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *#.*");
    private static final Pattern USE = Pattern.compile("\\bself\\.(\\w+)");
    private static final Pattern HOLE = Pattern.compile("\\$\\{(\\w*)}?");

    static List<Method> all(String text) {
        List<Method> methods = new ArrayList<>();
        List<MatchResult> starts = DEFINITION.matcher(text).results().toList();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1).start() : text.length();
            String method = text.substring(starts.get(i).start(), end).strip() + "\n";
            String code = COMMENT.matcher(method).replaceAll("");
            methods.add(new Method(starts.get(i).group(1), method, names(USE, code)));
        }
        return methods;
    }

    private static Set<String> names(Pattern pattern, String code) {
        return pattern.matcher(code).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** Names of its holes. */
    Set<String> holes() {
        return names(HOLE, text);
    }

    Method with(String hole, String value) {
        return new Method(name, text.replaceAll("\\$\\{" + hole + "}", Matcher.quoteReplacement(value)), uses);
    }
}
