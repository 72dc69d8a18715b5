// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.sequence;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Codes of articles: two of twelve letters, a number of two digits, and a check digit, the sum of the digits with the weights 7 and 3
 * modulo 10. There are 14,400, all alike probable.
 */
final class Codes {
    private static final String LETTERS = "ABCDEFGHKLMN";
    private static final int[] WEIGHTS = {7, 3};

    private Codes() {}

    /** Codes drawn with replacement. */
    static List<String> draw(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 95);
        List<String> codes = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String letters =
                    letter(random.below(LETTERS.length(), row, 0)) + letter(random.below(LETTERS.length(), row, 1));
            String digits = Integer.toString(100 + random.below(100, row, 2)).substring(1);
            codes.add(letters + digits + check(digits));
        }
        return codes;
    }

    private static String letter(int place) {
        return LETTERS.substring(place, place + 1);
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return (char) ('0' + sum % 10);
    }

    static boolean valid(String code) {
        return code.matches("[" + LETTERS + "]{2}[0-9]{3}") && code.charAt(4) == check(code.substring(2, 4));
    }
}
