// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.sequence;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Codes of articles: the two letters of one of 20 lines, a number of three digits, and a check digit, the sum of the digits with the
 * weights 7, 3, 1 modulo 10, as passports have it. There are 20,000.
 */
final class Codes {
    private static final String[] LINES = {
        "AB", "AC", "BA", "BD", "CE", "CF", "DA", "DK", "EB", "EM", "FA", "FL", "GH", "GT", "HA", "HB", "KA", "KM",
        "LB", "LZ"
    };

    private static final int NUMBERS = 1000;
    private static final int[] WEIGHTS = {7, 3, 1};

    private Codes() {}

    /** Codes drawn with replacement. */
    static List<String> draw(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 95);
        List<String> codes = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            codes.add(code(LINES[random.below(LINES.length, row, 0)], random.below(NUMBERS, row, 1)));
        }
        return codes;
    }

    private static String code(String line, int number) {
        String digits = Integer.toString(NUMBERS + number).substring(1);
        return line + digits + check(digits);
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return (char) ('0' + sum % 10);
    }

    static boolean valid(String code) {
        boolean line = List.of(LINES).contains(code.substring(0, 2));
        String digits = code.substring(2, 5);
        return line && digits.chars().allMatch(Character::isDigit) && code.charAt(5) == check(digits);
    }
}
