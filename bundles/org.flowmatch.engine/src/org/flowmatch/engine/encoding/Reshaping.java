// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.geometry.Curve;

/**
 * Columns of a table and those that are modelled: each is itself, but for those of groups and for codes. The modelled columns of a group
 * stand where its first one stands in the table, the places of codes where these stand.
 */
final class Reshaping {
    private final List<ColumnInfo> columns;
    private final List<ColumnGroup> groups;
    private final List<CodeColumn> codes;
    private final List<ColumnInfo> modelled = new ArrayList<>();
    private final Member[] places;
    private final int[] firsts;

    /**
     * Where a column of the table is.
     *
     * @param group null for one that is in none
     * @param code null for one that is none
     * @param at its place in the group, or among the modelled columns, of codes that of the first symbol
     */
    private record Member(ColumnGroup group, CodeColumn code, int at) {
        boolean itself() {
            return group == null && code == null;
        }
    }

    /**
     * @param columns of the table, in its order
     * @throws IllegalArgumentException when a column of a group or of codes is not there or in another group, or two modelled columns are of
     *     one name
     */
    Reshaping(List<ColumnInfo> columns, List<ColumnGroup> groups, List<CodeColumn> codes) {
        this.columns = List.copyOf(columns);
        this.groups = List.copyOf(groups);
        this.codes = List.copyOf(codes);
        places = new Member[columns.size()];
        for (ColumnGroup group : groups) {
            for (int k = 0; k < group.columns().size(); k++) {
                int at = columns.indexOf(group.columns().get(k).info());
                if (at < 0 || places[at] != null) {
                    throw new IllegalArgumentException(
                            "no column " + group.columns().get(k).name() + " for " + group.rule());
                }
                places[at] = new Member(group, null, k);
            }
        }
        for (CodeColumn code : codes) {
            int at = columns.indexOf(code.info());
            if (at < 0 || places[at] != null) {
                throw new IllegalArgumentException("no column " + code.name() + " for codes");
            }
            places[at] = new Member(null, code, 0);
        }
        firsts = new int[groups.size()];
        Arrays.fill(firsts, -1);
        for (int c = 0; c < places.length; c++) {
            if (places[c] == null) {
                places[c] = new Member(null, null, modelled.size());
                modelled.add(columns.get(c));
            } else if (places[c].code() != null) {
                places[c] = new Member(null, places[c].code(), modelled.size());
                modelled.addAll(places[c].code().places());
            } else if (firsts[groups.indexOf(places[c].group())] < 0) {
                firsts[groups.indexOf(places[c].group())] = modelled.size();
                modelled.addAll(places[c].group().modelled());
            }
        }
        Set<String> names = new HashSet<>();
        if (!modelled.stream().map(ColumnInfo::name).allMatch(names::add)) {
            throw new IllegalArgumentException("two modelled columns have one name");
        }
    }

    /** Of columns that are modelled as themselves. */
    static Reshaping none(List<ColumnInfo> columns) {
        return new Reshaping(columns, List.of(), List.of());
    }

    /**
     * What is chosen for columns goes for the modelled ones that stand for them, too.
     *
     * @throws FlowException for a column of a group that has a period
     */
    Modelling modelling(Modelling given) {
        given.periods().keySet().forEach(column -> group(column).ifPresent(group -> {
            throw new FlowException(
                    "The rule " + group.rule().text() + " is to be kept, but the column " + Quoted.of(column)
                            + " has a period: what goes round has no order and no sum.",
                    "Remove the rule or the period.");
        }));
        Map<String, Modelling.Role> chosen = new HashMap<>(given.chosen());
        for (int c = 0; c < places.length; c++) {
            Modelling.Role role = given.chosen().get(columns.get(c).name());
            if (role != null && standsFor(c) >= 0) {
                chosen.put(modelled.get(standsFor(c)).name(), role);
            }
        }
        return new Modelling(
                given.usual(),
                chosen,
                given.periods(),
                given.sequences().stream().map(this::positions).toList());
    }

    /** The columns of a sequence as they are modelled. */
    List<String> positions(List<String> sequence) {
        return sequence.size() > 1
                ? sequence
                : code(sequence.get(0))
                        .map(code ->
                                code.places().stream().map(ColumnInfo::name).toList())
                        .orElse(sequence);
    }

    /**
     * The space of rows: the parts of the modelled columns that have coordinates, one behind the other. Those that are curved together
     * have one name.
     */
    RowSpace space(List<FittedColumn> encoded) {
        List<RowPart> parts = new ArrayList<>();
        for (FittedColumn column : encoded) {
            int end = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
            String name = partName(column.info().name());
            column.parts(end).forEach(part -> parts.add(part.named(name)));
        }
        return new RowSpace(parts);
    }

    /** Without columns that are modelled as themselves and are not among these modelled ones. */
    Reshaping keeping(List<ColumnInfo> kept) {
        return new Reshaping(
                columns.stream()
                        .filter(column -> kept.contains(column)
                                || group(column.name()).isPresent()
                                || code(column.name()).isPresent())
                        .toList(),
                groups,
                codes);
    }

    List<ColumnInfo> columns() {
        return columns;
    }

    List<ColumnInfo> modelled() {
        return modelled;
    }

    List<ColumnGroup> groups() {
        return groups;
    }

    List<CodeColumn> codes() {
        return codes;
    }

    /** The codes in a column of this name. */
    Optional<CodeColumn> code(String name) {
        return codes.stream().filter(code -> code.name().equals(name)).findFirst();
    }

    /** The group that has a column of this name. */
    Optional<ColumnGroup> group(String name) {
        return groups.stream().filter(group -> place(group, name) >= 0).findFirst();
    }

    /** Whether a modelled column of this name is one of a group or a place of codes. */
    boolean grouped(String name) {
        return groupOf(name).isPresent()
                || codes.stream().flatMap(code -> code.places().stream()).anyMatch(place -> place.name()
                        .equals(name));
    }

    /** The group that has a modelled column of this name. */
    private Optional<ColumnGroup> groupOf(String name) {
        return groups.stream()
                .filter(group -> group.modelled().stream()
                        .anyMatch(column -> column.name().equals(name)))
                .findFirst();
    }

    /** Where a modelled column of this name lies with the others of its group. */
    Curve curve(String name) {
        return groupOf(name).map(ColumnGroup::curve).orElse(Curve.FLAT);
    }

    /** Whether a modelled column of this name is the first one of its group. */
    boolean first(String name) {
        return groupOf(name)
                .filter(group -> group.modelled().get(0).name().equals(name))
                .isPresent();
    }

    /** How the parts of a modelled column are called: one that is curved with others has the name of them all. */
    private String partName(String name) {
        return groupOf(name)
                .filter(group -> group.curve() != Curve.FLAT)
                .map(group -> String.join(", ", group.rule().columns()))
                .orElse(name);
    }

    static int place(ColumnGroup group, String name) {
        return group.columns().stream().map(GroupColumn::name).toList().indexOf(name);
    }

    /** The modelled columns that the table has all of, computed when they are read. */
    Table modelled(Table table) {
        return shaped(
                table,
                group -> group.columns().stream().allMatch(column -> table.indexOf(column.name()) >= 0)
                        ? Optional.of(infos(table, group).derive(group.modelled(), group::forward))
                        : Optional.empty(),
                code -> code.spelled(table));
    }

    /**
     * The modelled columns that the table has something of, as far as they are known.
     *
     * @param missing the columns whose missing cells are known to be missing; others are not known
     * @param mark what stands in codes where a symbol is not known
     */
    Table known(Table table, Set<String> missing, Optional<String> mark) {
        return shaped(
                table,
                group -> {
                    KnownCells known = KnownCells.of(group, table, missing);
                    return known.isEmpty()
                            ? Optional.empty()
                            : Optional.of(known.table()
                                    .derive(
                                            group.modelled(),
                                            cells -> group.known(known.ofGroup(cells), known.missing())));
                },
                code -> code.known(table, missing.contains(code.name()), mark));
    }

    @FunctionalInterface
    private interface OfGroup {
        Optional<Table> of(ColumnGroup group);
    }

    private Table shaped(Table table, OfGroup ofGroup, Function<CodeColumn, Table> ofCode) {
        if (groups.isEmpty() && codes.isEmpty()) {
            return table.choose(columns.stream()
                    .filter(info -> table.indexOf(info.name()) >= 0)
                    .toList());
        }
        Table shaped = table.choose(List.of());
        Set<ColumnGroup> done = new HashSet<>();
        for (int c = 0; c < places.length; c++) {
            ColumnGroup group = places[c].group();
            if (group == null && table.indexOf(columns.get(c).name()) >= 0) {
                shaped = shaped.beside(
                        places[c].itself() ? table.choose(List.of(columns.get(c))) : ofCode.apply(places[c].code()));
            } else if (group != null && done.add(group)) {
                Optional<Table> derived = ofGroup.of(group);
                shaped = derived.isEmpty() ? shaped : shaped.beside(derived.get());
            }
        }
        return shaped;
    }

    /** The columns of a group in a table that has all of them. */
    static Table infos(Table table, ColumnGroup group) {
        return table.choose(group.columns().stream().map(GroupColumn::info).toList());
    }

    /**
     * @param cells of the modelled columns [m][n]
     * @param limited whether those of groups are kept within the observed range
     * @return those of the columns [k][n], of codes null
     */
    double[][] back(double[][] cells, boolean limited) {
        if (groups.isEmpty() && codes.isEmpty()) {
            return cells;
        }
        double[][] all = new double[columns.size()][];
        for (int g = 0; g < groups.size(); g++) {
            ColumnGroup group = groups.get(g);
            double[][] of = Arrays.copyOfRange(
                    cells, firsts[g], firsts[g] + group.modelled().size());
            double[][] free = new double[group.columns().size()][cells[0].length];
            Stream.of(free).forEach(column -> Arrays.fill(column, Double.NaN));
            settling().put(group, group.back(of, free, limited), all);
        }
        for (int c = 0; c < all.length; c++) {
            all[c] = places[c].itself() ? cells[places[c].at()] : all[c];
        }
        return all;
    }

    /** What lets rows keep their rules beside cells that are known. */
    Settling settling() {
        return new Settling(columns, groups);
    }

    /** The place of the modelled column that stands for a column of the table; -1 for none. */
    int standsFor(int column) {
        Member place = places[column];
        if (place.group() == null) {
            return place.at();
        }
        int at = place.group().standsFor(place.at());
        return at < 0 ? -1 : firsts[groups.indexOf(place.group())] + at;
    }

    /** The places of the modelled columns that stand for a column of the table: of codes all symbols, else at most one. */
    int[] standing(int column) {
        int at = standsFor(column);
        return places[column].code() != null ? follows(column) : at < 0 ? new int[0] : new int[] {at};
    }

    /** The names of the modelled columns that stand for columns of these names. */
    Set<String> standIns(Set<String> names) {
        return IntStream.range(0, places.length)
                .filter(c -> names.contains(columns.get(c).name()) && standsFor(c) >= 0)
                .boxed()
                .flatMap(c -> Arrays.stream(curved(c) ? follows(c) : new int[] {standsFor(c)})
                        .mapToObj(at -> modelled.get(at).name()))
                .collect(Collectors.toSet());
    }

    private boolean curved(int column) {
        ColumnGroup group = places[column].group();
        return group != null && group.curve() != Curve.FLAT;
    }

    /** The places of the modelled columns that a column of the table follows from. */
    int[] follows(int column) {
        Member place = places[column];
        if (place.group() == null) {
            int symbols = place.code() == null ? 1 : place.code().places().size();
            return IntStream.range(place.at(), place.at() + symbols).toArray();
        }
        int[] all = new int[place.group().follows(place.at())];
        Arrays.setAll(all, k -> firsts[groups.indexOf(place.group())] + k);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reshaping reshaping
                && columns.equals(reshaping.columns)
                && groups.equals(reshaping.groups)
                && codes.equals(reshaping.codes);
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + groups.hashCode();
    }
}
