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
            throw new IllegalArgumentException("The thousands separator and the decimal separator are both "
                    + (decimal == CsvFormat.NONE ? "empty" : "'" + decimal + "'") + "; they must differ.");
        }
    }

    /** Reads a whole number; fails with a NumberFormatException. */
    long parseLong(String text) {
        return Long.parseLong(isGrouped(text) ? ungrouped(text, "") : text);
    }

    /** Reads a decimal number; fails with a NumberFormatException. */
    double parseDouble(String text) {
        String digits = isGrouped(text)
                ? ungrouped(text, "(?:" + Pattern.quote(String.valueOf(decimal)) + "\\d*)?(?:[eE][+-]?\\d+)?")
                : text;
        if (decimal != '.') {
            if (digits.indexOf('.') >= 0) {
                throw new NumberFormatException(text);
            }
            digits = digits.replace(decimal, '.');
        }
        return Double.parseDouble(digits);
    }

    private boolean isGrouped(String text) {
        return thousands != CsvFormat.NONE && text.indexOf(thousands) >= 0;
    }

    private String ungrouped(String text, String fraction) {
        String separator = Pattern.quote(String.valueOf(thousands));
        if (!text.matches("[+-]?\\d{1,3}(?:" + separator + "\\d{3})*" + fraction)) {
            throw new NumberFormatException(text);
        }
        return text.replace(String.valueOf(thousands), "");
    }
}
