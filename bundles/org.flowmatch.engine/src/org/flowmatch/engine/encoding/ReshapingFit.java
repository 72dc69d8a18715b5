// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;

/** Makes the groups of columns that keep rules. */
final class ReshapingFit {
    private final Table target;
    private final boolean gaps;
    private final Set<String> names;

    private ReshapingFit(Table target, boolean gaps) {
        this.target = target;
        this.gaps = gaps;
        names = new HashSet<>(target.names());
    }

    /**
     * @param modelling which columns are codes, and whether columns may have missing cells
     * @throws FlowException for a rule on a column that is not there, of a kind that it is not for, or in another rule, for rows
     *     that break it, and for columns that cannot be codes
     */
    static Reshaping of(Table target, List<KeptRule> rules, Modelling modelling) {
        KeptRule.requireFit(rules, target.columns());
        ReshapingFit fit = new ReshapingFit(target, modelling.gaps());
        List<ColumnGroup> groups = rules.stream().map(fit::group).toList();
        return new Reshaping(target.columns(), groups, CodeFit.all(target, modelling, fit::name));
    }

    /** Refuses a rule that the rows of a table cannot keep, as {@link #of} does. */
    static void require(Table target, KeptRule rule, boolean gaps) {
        KeptRule.requireFit(List.of(rule), target.columns());
        new ReshapingFit(target, gaps).group(rule);
    }

    private ColumnGroup group(KeptRule rule) {
        Set<String> missing = gaps && rule.takesMissing() ? Set.copyOf(rule.columns()) : Set.of();
        rule.infos(target.columns())
                .forEach(info -> target.choose(List.of(info)).requireUsable(TableRole.TARGET, missing));
        ColumnGroup group = rule instanceof KeptOrder order
                ? order(order)
                : rule instanceof KeptSum sum ? sum(sum) : onSphere(rule);
        RuleCheck.require(group, target, TableRole.TARGET, missing);
        return group;
    }

    private ColumnGroup onSphere(KeptRule rule) {
        List<GroupColumn> columns = columns(rule);
        String all = String.join(", ", rule.columns());
        if (rule instanceof KeptPosition) {
            List<String> names = Stream.of("x", "y", "z")
                    .map(axis -> name(all + ": " + axis))
                    .toList();
            return new PositionGroup(columns.get(0), columns.get(1), names);
        }
        List<String> names =
                rule.columns().stream().map(column -> name(all + ": " + column)).toList();
        return rule instanceof KeptShares shares
                ? SharesGroup.of(columns, names, shares.total())
                : new DirectionGroup(columns, names);
    }

    private List<GroupColumn> columns(KeptRule rule) {
        return rule.infos(target.columns()).stream()
                .map(info -> column(info, target.column(target.indexOf(info.name()))))
                .toList();
    }

    private ColumnGroup order(KeptOrder rule) {
        List<ColumnInfo> infos = rule.infos(target.columns());
        double[][] cells = infos.stream()
                .map(info -> target.column(target.indexOf(info.name())))
                .toArray(double[][]::new);
        requireFirst(rule, cells[0]);
        List<GroupColumn> columns = columns(rule);
        List<String> differences = IntStream.range(1, cells.length)
                .mapToObj(
                        k -> name(infos.get(k).name() + " - " + infos.get(k - 1).name()))
                .toList();
        return OrderGroup.of(columns, differences, cells);
    }

    private ColumnGroup sum(KeptSum rule) {
        List<GroupColumn> columns = columns(rule);
        for (GroupColumn column : columns) {
            requireNotNegative(rule, column);
        }
        int k = rule.parts().size();
        double most = columns.stream().mapToDouble(GroupColumn::largest).max().orElseThrow();
        List<GroupColumn> parts = columns.subList(0, k).stream()
                .map(part -> new GroupColumn(part.info(), part.resolution(), 0, most))
                .toList();
        return SumGroup.of(parts, columns.get(k), this::name);
    }

    private void requireNotNegative(KeptRule rule, GroupColumn column) {
        if (column.smallest() < 0) {
            double[] cells = target.column(target.indexOf(column.name()));
            int row = IntStream.range(0, cells.length)
                    .filter(i -> cells[i] < 0)
                    .findFirst()
                    .orElseThrow();
            throw new FlowException(
                    "The rule " + rule.text() + " cannot be kept: " + Quoted.of(column.name()) + " is "
                            + CellText.of(cells[row], column.info().kind()) + " in row " + (row + 1)
                            + " of the target table, and what is modelled of parts are their shares.",
                    "Correct or remove such rows, or do not have this rule kept.");
        }
    }

    private static void requireFirst(KeptRule rule, double[] cells) {
        Optional<Integer> gap = IntStream.range(0, cells.length)
                .filter(row -> Double.isNaN(cells[row]))
                .boxed()
                .findFirst();
        if (gap.isPresent()) {
            String first = Quoted.of(rule.columns().get(0));
            throw new FlowException(
                    "The rule " + rule.text() + " cannot be kept: " + first + " is missing in row " + (gap.get() + 1)
                            + " of the target table, and what is modelled of the other columns is how far they lie"
                            + " above it.",
                    "Fill or remove such rows, begin the rule with a column without missing cells, or do not have it"
                            + " kept.");
        }
    }

    private GroupColumn column(ColumnInfo info, double[] cells) {
        double[] present =
                Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).toArray();
        if (present.length == 0) {
            target.choose(List.of(info)).requireUsable(TableRole.TARGET);
        }
        double smallest = Arrays.stream(present).min().orElseThrow();
        double largest = Arrays.stream(present).max().orElseThrow();
        Resolution resolution = info.kind().whole() ? new Resolution(0) : Resolution.of(present, smallest, largest);
        return new GroupColumn(info, resolution, smallest, largest);
    }

    /** This name, with a number behind it where another column has it. */
    private String name(String wanted) {
        String name = wanted;
        for (int number = 2; !names.add(name); number++) {
            name = wanted + " (" + number + ")";
        }
        return name;
    }
}
