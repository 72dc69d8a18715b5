// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.KnownColumn;
import org.flowmatch.engine.encoding.TableEncoding;

/**
 * What is known of the values of an engine's column, from which the domain of an output's column follows.
 *
 * @param smallest of a column of numbers
 * @param largest of a column of numbers
 * @param texts of a column of texts, all that occur; of a column of numbers none
 */
public record KnownValues(double smallest, double largest, List<String> texts) {
    public KnownValues {
        texts = List.copyOf(texts);
    }

    /** Of the columns of a table that have a value, by name; not of texts of which the table keeps only some. */
    public static Map<String, KnownValues> of(Table table) {
        Map<String, KnownValues> known = new LinkedHashMap<>();
        for (int c = 0; c < table.columns().size(); c++) {
            double[] values = table.column(c);
            double smallest = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                if (Double.isFinite(value)) {
                    smallest = Math.min(smallest, value);
                    largest = Math.max(largest, value);
                }
            }
            boolean numeric = table.columns().get(c).kind().numeric();
            if (smallest <= largest && (numeric || largest < Dictionary.MORE)) {
                known.put(
                        table.columns().get(c).name(),
                        new KnownValues(smallest, largest, numeric ? List.of() : texts(values, table.dictionary(c))));
            }
        }
        return known;
    }

    /** Of the columns of an encoding, by name: all texts, and the range of numbers where decoded ones stay within it. */
    public static Map<String, KnownValues> of(TableEncoding encoding) {
        Map<String, KnownValues> known = new LinkedHashMap<>();
        for (KnownColumn column : encoding.known()) {
            boolean numeric = column.info().kind().numeric();
            // codes may be new ones
            if (numeric
                    ? encoding.settings().limitToObserved()
                    : !column.texts().isEmpty()) {
                known.put(column.info().name(), new KnownValues(column.smallest(), column.largest(), column.texts()));
            }
        }
        return known;
    }

    private static List<String> texts(double[] codes, Dictionary dictionary) {
        TreeSet<Integer> seen = new TreeSet<>();
        for (double code : codes) {
            if (!Double.isNaN(code)) {
                seen.add((int) code);
            }
        }
        return seen.stream().map(dictionary::text).toList();
    }
}
