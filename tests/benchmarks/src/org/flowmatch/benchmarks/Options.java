// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands after a benchmark's name: settings, each written NAME=VALUE, --NAME=VALUE or --NAME VALUE, and the flags --check
 * and --fresh, which every benchmark has.
 */
public record Options(Map<String, String> values) {
    /** Exit status 1 when a limit is missed. */
    public static final String CHECK = "check";
    /** Earlier results do not count. */
    public static final String FRESH = "fresh";

    private static final Set<String> FLAGS = Set.of(CHECK, FRESH);

    /** @throws IllegalArgumentException for a word that is no option, and for one without its value */
    public static Options of(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean dashes = word.startsWith("--");
            String option = dashes ? word.substring(2) : word;
            int sign = option.indexOf('=');
            if (sign >= 1) {
                values.put(option.substring(0, sign), option.substring(sign + 1));
            } else if (dashes && FLAGS.contains(option)) {
                values.put(option, "true");
            } else if (dashes && !option.isEmpty() && i + 1 < words.size()) {
                values.put(option, words.get(++i));
            } else {
                throw new IllegalArgumentException("\"" + word
                        + "\" is no option of a benchmark: write NAME=VALUE or --NAME VALUE, such as seeds=1,2.");
            }
        }
        return new Options(values);
    }

    /** @throws IllegalArgumentException for an option that is neither one of these nor one of all benchmarks */
    public void requireKnown(String... names) {
        Set<String> unknown = values.keySet().stream()
                .filter(name -> !FLAGS.contains(name) && !Arrays.asList(names).contains(name))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("This benchmark has no option " + String.join(", ", unknown)
                    + ". Its options are " + String.join(", ", names) + ".");
        }
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        return values.containsKey(name) ? Integer.parseInt(text(name, "")) : otherwise;
    }

    public double decimal(String name, double otherwise) {
        return values.containsKey(name) ? Double.parseDouble(text(name, "")) : otherwise;
    }

    public boolean flag(String name) {
        return flag(name, false);
    }

    public boolean flag(String name, boolean otherwise) {
        return Boolean.parseBoolean(text(name, String.valueOf(otherwise)));
    }

    /** These options without those of other names. */
    public Options only(String... names) {
        Map<String, String> chosen = new LinkedHashMap<>(values);
        chosen.keySet().retainAll(Arrays.asList(names));
        return new Options(chosen);
    }

    /** Whole numbers with commas between, such as 1,2,5, or a range such as 1-5. */
    public List<Integer> numbers(String name, String otherwise) {
        String text = text(name, otherwise);
        if (text.matches("\\d+-\\d+")) {
            int dash = text.indexOf('-');
            return IntStream.rangeClosed(
                            Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)))
                    .boxed()
                    .toList();
        }
        return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }
}
