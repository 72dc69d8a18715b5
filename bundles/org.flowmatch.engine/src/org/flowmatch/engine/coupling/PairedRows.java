// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.TableRole;

/** Brings a source table into the order of a target table, so that row i belongs to row i. */
public final class PairedRows {
    private PairedRows() {}

    /** @throws FlowException when the tables differ in length */
    public static void requireSameLength(int targetRows, int sourceRows) {
        if (targetRows != sourceRows) {
            throw new FlowException(
                    "The target table has " + targetRows + " rows, the source table has " + sourceRows
                            + ": they cannot be paired in order.",
                    "Give tables of equal length, or pair them by a key column.");
        }
    }

    /**
     * @param targetKeys the key of each target row; null for a missing one
     * @param sourceKeys the key of each source row; null for a missing one
     * @return for each target row the source row, both from 0, of the same key
     * @throws FlowException naming the first key (and row) that is missing, repeated or without a partner in the other table
     */
    public static int[] byKey(List<String> targetKeys, List<String> sourceKeys) {
        Map<String, Integer> targets = index(targetKeys, TableRole.TARGET);
        Map<String, Integer> sources = index(sourceKeys, TableRole.SOURCE);
        requirePartners(targetKeys, TableRole.TARGET, sources, TableRole.SOURCE);
        requirePartners(sourceKeys, TableRole.SOURCE, targets, TableRole.TARGET);
        return targetKeys.stream()
                .mapToInt(key -> Objects.requireNonNull(sources.get(key)))
                .toArray();
    }

    private static Map<String, Integer> index(List<String> keys, TableRole role) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < keys.size(); row++) {
            String key = keys.get(row);
            if (key == null) {
                throw new FlowException(
                        "The key of the " + role.label() + " is missing in row " + (row + 1) + ".",
                        "Fill in the key, or remove the row.");
            }
            Integer earlier = rows.put(key, row);
            if (earlier != null) {
                throw new FlowException(
                        "The key " + Quoted.of(key) + " of the " + role.label() + " occurs twice, in rows "
                                + (earlier + 1) + " and " + (row + 1) + ".",
                        "Each key must belong to one row: remove duplicates, or choose another key column.");
            }
        }
        return rows;
    }

    private static void requirePartners(
            List<String> keys, TableRole role, Map<String, Integer> others, TableRole otherRole) {
        List<String> alone =
                keys.stream().filter(key -> !others.containsKey(key)).toList();
        if (!alone.isEmpty()) {
            throw new FlowException(
                    "The key " + Quoted.of(alone.get(0)) + " of the " + role.label() + " (row "
                            + (keys.indexOf(alone.get(0)) + 1) + ") has no partner in the " + otherRole.label()
                            + (alone.size() == 1 ? "." : "; " + alone.size() + " keys have none."),
                    "Remove the rows without a partner from both tables, for instance with an inner join.");
        }
    }
}
