// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What a {@link Fragment} says of itself.
 *
 * @param name of the fragment
 * @param gives methods that it defines
 * @param needs methods and tensors of others that it reads
 * @param holes that are still to be filled
 */
record FragmentHeader(String name, List<String> gives, List<String> needs, List<String> holes) {

    static FragmentHeader of(String text) {
        String lines = text.substring(0, Math.max(0, text.indexOf("\n\n")) + 1);
        List<String> name = names(lines, "fragment");
        if (name.size() != 1) {
            throw new IllegalArgumentException(
                    "A program fragment must begin with its name, as in \"# fragment: mlp\", and not with \""
                            + text.lines().findFirst().orElse("") + "\".");
        }
        return new FragmentHeader(name.get(0), names(lines, "gives"), names(lines, "needs"), names(lines, "holes"));
    }

    private static List<String> names(String header, String key) {
        String start = "# " + key + ": ";
        return header.lines()
                .filter(line -> line.startsWith(start))
                .flatMap(line -> Arrays.stream(line.substring(start.length()).split(", ")))
                .toList();
    }

    /** The same names in any order, and none twice. */
    void check(String what, Collection<String> declared, Collection<String> found) {
        if (!new ArrayList<>(new TreeSet<>(declared))
                        .equals(declared.stream().sorted().toList())
                || !declared.stream()
                        .sorted()
                        .toList()
                        .equals(found.stream().sorted().toList())) {
            throw new IllegalArgumentException("The program fragment " + name + " says \"" + what + ": "
                    + String.join(", ", declared) + "\", but its text has: " + String.join(", ", found));
        }
    }

    FragmentHeader without(String hole) {
        if (!holes.contains(hole)) {
            throw new IllegalArgumentException(
                    "The program fragment " + name + " has no hole " + hole + " to fill, only: " + holes);
        }
        return new FragmentHeader(
                name,
                gives,
                needs,
                holes.stream().filter(other -> !other.equals(hole)).toList());
    }
}
