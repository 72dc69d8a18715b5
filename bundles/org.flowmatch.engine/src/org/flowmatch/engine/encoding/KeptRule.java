// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;

/**
 * A rule between columns that every decoded row keeps by construction: other columns are modelled in place of those that it names,
 * from which they follow.
 */
public sealed interface KeptRule permits KeptOrder, KeptSum, KeptPosition, KeptDirection, KeptShares {
    /** The columns that it is about, of different names, in its order. */
    List<String> columns();

    /** In words and signs, with the names of the columns; for messages. */
    String text();

    /**
     * A rule as a user writes it: {@code a <= b <= c}, {@code a + b = c}, {@code a + b + c = 100}.
     *
     * @throws FlowException when it is none, saying how one is written
     */
    static KeptRule parse(String text) {
        return RuleText.parse(text);
    }

    /**
     * Whether columns can keep rules, as far as their names and kinds tell.
     *
     * @throws FlowException for a rule on a column that is not there, of a kind that it is not for, or in another rule
     */
    static void requireFit(List<KeptRule> rules, List<ColumnInfo> columns) {
        Set<String> used = new HashSet<>();
        for (KeptRule rule : rules) {
            rule.infos(columns);
            for (String name : rule.columns()) {
                if (!used.add(name)) {
                    throw new FlowException(
                            "The rule " + rule.text() + " is to be kept, but the column " + Quoted.of(name)
                                    + " is in an earlier rule.",
                            "Name a column in one rule alone: a <= b and b <= c are the rule a <= b <= c.");
                }
            }
        }
    }

    /**
     * The columns that it is about, in its order.
     *
     * @throws FlowException when one is not there, or of a kind that the rule is not for
     */
    List<ColumnInfo> infos(List<ColumnInfo> among);

    /** Whether rows may have missing cells in its columns: some of them, or all at once. */
    default boolean takesMissing() {
        return false;
    }

    /**
     * Why the rows of a table cannot keep it, a sentence; empty where they can.
     *
     * @param gaps whether columns may have missing cells
     */
    default Optional<String> obstacle(Table target, boolean gaps) {
        try {
            ReshapingFit.require(target, this, gaps);
            return Optional.empty();
        } catch (FlowException broken) {
            return Optional.of(broken.problem());
        }
    }

    /** @throws FlowException when one is not there */
    static List<ColumnInfo> named(KeptRule rule, List<ColumnInfo> among) {
        return rule.columns().stream()
                .map(name -> among.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new FlowException(
                                "The rule " + rule.text() + " is to be kept, but the target table has no column "
                                        + Quoted.of(name) + " that is modelled.",
                                "Correct the rules that are to be kept, or choose the column.")))
                .toList();
    }

    /** @throws FlowException when one is not there, or holds no numbers */
    static List<ColumnInfo> numbers(KeptRule rule, List<ColumnInfo> among) {
        List<ColumnInfo> infos = named(rule, among);
        for (ColumnInfo info : infos) {
            if (!info.kind().quantity()) {
                throw new FlowException(
                        "The rule " + rule.text() + " is to be kept, but " + Quoted.of(info.name())
                                + " holds no numbers.",
                        "Name columns of numbers.");
            }
        }
        return infos;
    }

    /** @throws FlowException when these are no columns of a rule */
    static void requireColumns(List<String> columns, String what, int fewest, int most) {
        if (columns.size() < fewest || columns.size() > most) {
            throw new FlowException(
                    "A rule on " + what + " is to be kept that names " + columns.size()
                            + (columns.size() == 1 ? " column." : " columns."),
                    "Name " + fewest + " to " + most + " columns.");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new FlowException(
                    "A rule on " + what + " names a column twice: " + Quoted.all(columns) + ".",
                    "Name different columns.");
        }
    }
}
