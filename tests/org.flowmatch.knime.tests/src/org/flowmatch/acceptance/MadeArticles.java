// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Made articles with codes: two letters of A to F, a number of two digits, and a check digit, the sum of the digits with the weights 7 and
 * 3 modulo 10. The first letter of valves is one of the last three, and their code has a V at its end; pumps weigh more. There are 3,600
 * valid codes.
 */
final class MadeArticles {
    static final List<String> NAMES = List.of("kind", "state", "weight", "code");
    static final List<String> CODE = List.of("code");
    static final List<String> STATE_AND_CODE = List.of("state", "code");
    static final int ARTICLES = 2000;

    private static final String LETTERS = "ABCDEF";
    private static final int GIVEN = 400;
    private static final String VALID = "([A-C][A-F][0-9]{3})|([D-F][A-F][0-9]{3}V)";

    private final KeyedRandom random = new KeyedRandom(13, Purpose.EXAMPLE);

    /** Articles [2000, 4], of which some have one code. */
    List<List<String>> rows() {
        return IntStream.range(0, ARTICLES).mapToObj(this::row).toList();
    }

    /** The codes of the articles. */
    Set<String> known() {
        return rows().stream().map(row -> row.get(3)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All valid codes. */
    static Set<String> valid() {
        int letters = LETTERS.length();
        return IntStream.range(0, letters * letters * 100)
                .mapToObj(i -> code(i / 100 / letters, i / 100 % letters, i % 100))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Codes in each state, so that a row which is among them has one of the codes [2 n, 2]. */
    static List<List<String>> inEachState(Set<String> codes) {
        return codes.stream()
                .flatMap(code -> Stream.of(List.of("new", code), List.of("used", code)))
                .toList();
    }

    /** Valid codes of which one to four of the first five symbols are open [400, 1]. */
    List<List<String>> given() {
        List<String> all = List.copyOf(valid());
        return IntStream.range(0, GIVEN)
                .mapToObj(i -> {
                    StringBuilder code = new StringBuilder(all.get(random.below(all.size(), i, 10)));
                    List<Integer> places = new ArrayList<>(List.of(0, 1, 2, 3, 4));
                    Collections.swap(places, 0, random.below(5, i, 11));
                    Collections.swap(places, 1, 1 + random.below(4, i, 12));
                    Collections.swap(places, 2, 2 + random.below(3, i, 13));
                    Collections.swap(places, 3, 3 + random.below(2, i, 14));
                    places.subList(0, 1 + random.below(4, i, 15)).forEach(place -> code.setCharAt(place, '?'));
                    return List.of(code.toString());
                })
                .toList();
    }

    static boolean isValid(String code) {
        return code.matches(VALID) && code.charAt(4) == check(code.substring(2, 4));
    }

    private List<String> row(int i) {
        float[] normal = new float[1];
        random.gaussians(i, 5, normal, 0, 1);
        int first = random.below(LETTERS.length(), i, 0);
        boolean pump = first < 3;
        double weight = Math.exp((pump ? 2.2 : 0.9) + 0.3 * normal[0]);
        return List.of(
                pump ? "pump" : "valve",
                random.below(10, i, 3) < 3 ? "used" : "new",
                Double.toString(Math.rint(10 * weight) / 10),
                code(first, random.below(LETTERS.length(), i, 1), random.below(100, i, 2)));
    }

    private static String code(int first, int second, int number) {
        String digits = Integer.toString(100 + number).substring(1);
        return "" + LETTERS.charAt(first) + LETTERS.charAt(second) + digits + check(digits) + (first < 3 ? "" : "V");
    }

    private static char check(String digits) {
        return (char) ('0' + (7 * (digits.charAt(0) - '0') + 3 * (digits.charAt(1) - '0')) % 10);
    }
}
