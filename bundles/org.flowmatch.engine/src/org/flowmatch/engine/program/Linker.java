// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.program;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one program of {@link Fragment}s: every hole must be filled, every name given once, and every {@code self.x} must
 * be a method of one of them or a tensor of the module. Only what the callers reach is kept, because libtorch compiles
 * all that it is given, a tenth of a millisecond for every line, which is much of the time of a small job.
 */
public final class Linker {
    private Linker() {}

    /**
     * @param fragments in the order of the program
     * @param called methods that are called from outside
     * @return the methods as one text
     * @throws IllegalArgumentException naming the fragment and what is missing or there twice
     */
    public static String link(Collection<Fragment> fragments, Collection<String> called) {
        return link(fragments, called, Set.of());
    }

    /** As above, for a module that holds tensors of these names. */
    public static String link(Collection<Fragment> fragments, Collection<String> called, Collection<String> tensors) {
        Map<String, Method> methods = new LinkedHashMap<>();
        Map<String, Fragment> givers = new LinkedHashMap<>();
        for (Fragment fragment : fragments) {
            if (!fragment.holes().isEmpty()) {
                throw new IllegalArgumentException(
                        "The program fragment " + fragment + " has holes that nobody filled: " + fragment.holes());
            }
            for (Method method : fragment.methods()) {
                Fragment other = givers.put(method.name(), fragment);
                if (other != null || tensors.contains(method.name())) {
                    throw new IllegalArgumentException("The program fragments " + fragment + " and "
                            + (other == null ? "the module" : other) + " both give " + method.name() + ".");
                }
                methods.put(method.name(), method);
            }
        }
        for (Fragment fragment : fragments) {
            require(fragment.toString(), fragment.needs(), methods, tensors);
        }
        require("the program's caller", called, methods, List.of());
        Set<String> reached = reached(called, methods);
        StringBuilder program = new StringBuilder();
        methods.forEach((name, method) -> program.append(reached.contains(name) ? method.text() : ""));
        return program.toString();
    }

    private static void require(
            String who, Collection<String> names, Map<String, Method> methods, Collection<String> tensors) {
        List<String> missing = names.stream()
                .filter(name -> !methods.containsKey(name) && !tensors.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "No program fragment gives what " + who + " needs: " + String.join(", ", missing));
        }
    }

    private static Set<String> reached(Collection<String> called, Map<String, Method> methods) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(called);
        while (!open.isEmpty()) {
            Method method = methods.get(open.remove());
            if (method != null && reached.add(method.name())) {
                open.addAll(method.uses());
            }
        }
        return reached;
    }
}
