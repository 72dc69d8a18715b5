// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Made articles with codes: two letters of A to F, a number of two digits, a check digit, the sum of the digits with the weights 7 and
 * 3 modulo 10, and an R where the article is used. The first letter says whether it is a pump or a valve; pumps weigh more. There are 7,200
 * valid codes.
 */
final class MadeArticles {
    static final List<String> NAMES = List.of("kind", "state", "weight", "code");
    static final List<String> CODE = List.of("code");
    static final int ARTICLES = 2000;

    private static final String LETTERS = "ABCDEF";
    private static final int GIVEN = 400;
    private static final String VALID = "[" + LETTERS + "]{2}[0-9]{3}R?";

    private final KeyedRandom random = new KeyedRandom(13, Purpose.EXAMPLE);

    /** Articles with different codes [2000, 4]. */
    List<List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (int i = 0; rows.size() < ARTICLES; i++) {
            List<String> row = row(i);
            rows.putIfAbsent(row.get(3), row);
        }
        return List.copyOf(rows.values());
    }

    /** The codes of the articles [2000, 1]. */
    List<List<String>> known() {
        return rows().stream().map(row -> List.of(row.get(3))).toList();
    }

    /** All valid codes [7200, 1]. */
    static List<List<String>> valid() {
        List<List<String>> codes = new ArrayList<>();
        int letters = LETTERS.length();
        for (int i = 0; i < letters * letters * 200; i++) {
            codes.add(List.of(code(i / 200 / letters, i / 200 % letters, i / 2 % 100, i % 2 == 1)));
        }
        return codes;
    }

    /** Valid codes of which one to four of the first five symbols are open [400, 1]. */
    List<List<String>> given() {
        List<List<String>> all = valid();
        return IntStream.range(0, GIVEN)
                .mapToObj(i -> {
                    StringBuilder code = new StringBuilder(
                            all.get(random.below(all.size(), i, 10)).get(0));
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
        boolean used = random.below(10, i, 3) < 3;
        double weight = Math.exp((pump ? 2.2 : 0.9) + 0.3 * normal[0]);
        return List.of(
                pump ? "pump" : "valve",
                used ? "used" : "new",
                Double.toString(Math.rint(10 * weight) / 10),
                code(first, random.below(LETTERS.length(), i, 1), random.below(100, i, 2), used));
    }

    private static String code(int first, int second, int number, boolean used) {
        String digits = Integer.toString(100 + number).substring(1);
        return "" + LETTERS.charAt(first) + LETTERS.charAt(second) + digits + check(digits) + (used ? "R" : "");
    }

    private static char check(String digits) {
        return (char) ('0' + (7 * (digits.charAt(0) - '0') + 3 * (digits.charAt(1) - '0')) % 10);
    }
}
