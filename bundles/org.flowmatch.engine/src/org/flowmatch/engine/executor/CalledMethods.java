// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The methods of a program that its callers reach. libtorch compiles all that it is given, a tenth of a millisecond for
 * every line, which is much of the time of a small job.
 */
final class CalledMethods {
    private static final Pattern DEFINITION = Pattern.compile("^def (\\w+)\\(", Pattern.MULTILINE);
    private static final Pattern CALL = Pattern.compile("self\\.(\\w+)\\(");

    private CalledMethods() {}

    /**
     * @param texts TorchScript methods; those of the last text are called from outside
     * @param further another one that is
     * @return the texts of these and of what they call, in their order
     */
    static String of(List<String> texts, String further) {
        Map<String, String> methods = new LinkedHashMap<>();
        texts.forEach(text -> split(text, methods));
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(further);
        DEFINITION.matcher(texts.get(texts.size() - 1)).results().forEach(match -> open.add(match.group(1)));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (methods.containsKey(name) && reached.add(name)) {
                CALL.matcher(methods.get(name)).results().forEach(match -> open.add(match.group(1)));
            }
        }
        StringBuilder program = new StringBuilder();
        methods.forEach((name, method) -> program.append(reached.contains(name) ? method : ""));
        return program.toString();
    }

    private static void split(String text, Map<String, String> methods) {
        Matcher definition = DEFINITION.matcher(text);
        int from = -1;
        String name = "";
        while (definition.find()) {
            if (from >= 0) {
                methods.put(name, text.substring(from, definition.start()));
            }
            from = definition.start();
            name = definition.group(1);
        }
        if (from >= 0) {
            methods.put(name, text.substring(from));
        }
    }
}
