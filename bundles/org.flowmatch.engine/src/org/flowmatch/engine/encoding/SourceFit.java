// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;

/** Finds what the rows of a source table hold beyond a fitted target table. */
final class SourceFit {
    private SourceFit() {}

    /**
     * As {@link TableEncoding#withSource}.
     *
     * @param source has the columns of the encoding
     */
    static TableEncoding of(TableEncoding encoding, Table source) {
        encoding.reshaping()
                .groups()
                .forEach(group -> RuleCheck.require(group, source, TableRole.SOURCE, ColumnGaps.possible(group)));
        Table modelled = encoding.modelled(source);
        List<FittedColumn> columns = encoding.fitted().stream()
                .map(column -> column.with(beyond(column, modelled)))
                .toList();
        return encoding.with(columns, reports(encoding.reports(), columns));
    }

    private static SourceLevels beyond(FittedColumn column, Table source) {
        if (!column.encoding().encoded()) {
            return SourceLevels.NONE;
        }
        int c = source.indexOf(column.info().name());
        double[] cells = source.column(c);
        boolean missing = !column.encoding().mayMiss() && Arrays.stream(cells).anyMatch(Double::isNaN);
        if (!column.info().kind().numeric()) {
            return ofTexts(column, cells, source.dictionary(c), missing);
        }
        List<Double> values = column.encoding() instanceof LevelColumn label ? further(label, cells) : List.of();
        return new SourceLevels(values, List.of(), false, missing);
    }

    /** The values that are no level of a label; where there are too many, each counts as the level nearest to it. */
    private static List<Double> further(LevelColumn label, double[] cells) {
        Set<Double> values = new HashSet<>();
        for (double cell : cells) {
            if (Double.isFinite(cell) && !label.knows(cell)) {
                values.add(cell + 0.0); // -0.0 and 0.0 are one value
                if (values.size() > LevelColumn.MOST) {
                    return List.of();
                }
            }
        }
        return values.stream().sorted().toList();
    }

    /** The texts that are no level; where there are too many, rare ones share a level. */
    private static SourceLevels ofTexts(FittedColumn column, double[] codes, Dictionary dictionary, boolean missing) {
        Set<String> known = Set.copyOf(column.texts());
        Map<String, Integer> counts = new HashMap<>();
        boolean others = false;
        for (double code : codes) {
            if (Double.isNaN(code)) {
                continue;
            }
            others |= code >= dictionary.size();
            if (code < dictionary.size() && !known.contains(dictionary.text((int) code))) {
                counts.merge(dictionary.text((int) code), 1, Integer::sum);
            }
        }
        Comparator<String> byCount = Comparator.comparing(counts::get, Comparator.reverseOrder());
        List<String> texts = counts.keySet().stream()
                .sorted(byCount.thenComparing(Comparator.naturalOrder()))
                .limit(LevelColumn.MOST)
                .sorted()
                .toList();
        return new SourceLevels(List.of(), texts, others || texts.size() < counts.size(), missing);
    }

    private static List<PartReport> reports(List<PartReport> reports, List<FittedColumn> columns) {
        Map<String, List<String>> notes = new HashMap<>();
        columns.forEach(column -> notes.put(column.info().name(), notes(column)));
        return reports.stream()
                .map(report -> report.with(notes.getOrDefault(report.info().name(), List.of())))
                .toList();
    }

    private static List<String> notes(FittedColumn column) {
        SourceLevels source = column.source();
        String name = "The column " + Quoted.of(column.info().name());
        List<String> notes = new ArrayList<>();
        int own = source.values().size() + source.texts().size();
        if (own > 0) {
            String such = source.texts().isEmpty()
                    ? ""
                    : ", such as " + Quoted.of(source.texts().get(0));
            notes.add(name + " has " + (source.others() ? "more than " : "") + own + (own == 1 ? " value" : " values")
                    + " in the source table alone" + such + ": rows start from them, and none ends there.");
        }
        if (source.missing()) {
            notes.add(
                    name + " has missing cells in the source table alone: rows start from them, and none ends there.");
        }
        return notes;
    }
}
