// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.util.regex.Pattern;

/**
 * How numbers are written in a CSV file.
 *
 * @param thousands groups digits by three; {@link CsvFormat#NONE} for no grouping
 * @param decimal stands before the decimals
 */
public record NumberText(char thousands, char decimal) {

    public NumberText {
        if (thousands == decimal) {
            throw new IllegalArgumentException(
                    "The thousands separator and the decimal separator are both '" + decimal + "'; they must differ.");
        }
    }

    /** Reads a whole number; fails with a NumberFormatException. */
    long parseLong(String text) {
        return Long.parseLong(ungrouped(text, ""));
    }

    /** Reads a decimal number; fails with a NumberFormatException. */
    double parseDouble(String text) {
        String digits = ungrouped(text, "(?:" + Pattern.quote(String.valueOf(decimal)) + "\\d*)?(?:[eE][+-]?\\d+)?");
        if (decimal != '.') {
            if (digits.indexOf('.') >= 0) {
                throw new NumberFormatException(text);
            }
            digits = digits.replace(decimal, '.');
        }
        return Double.parseDouble(digits);
    }

    private String ungrouped(String text, String fraction) {
        if (thousands == CsvFormat.NONE || text.indexOf(thousands) < 0) {
            return text;
        }
        String separator = Pattern.quote(String.valueOf(thousands));
        if (!text.matches("[+-]?\\d{1,3}(?:" + separator + "\\d{3})*" + fraction)) {
            throw new NumberFormatException(text);
        }
        return text.replace(String.valueOf(thousands), "");
    }
}
