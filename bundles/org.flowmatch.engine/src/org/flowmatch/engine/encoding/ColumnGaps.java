// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;

/** Which columns of a table may have missing cells. */
final class ColumnGaps {
    private ColumnGaps() {}

    /** @param takes whether a modelled column takes missing cells; so does the column for which it stands */
    static Set<String> of(TableEncoding encoding, Predicate<FittedColumn> takes) {
        Set<String> gaps = new HashSet<>();
        List<ColumnInfo> columns = encoding.columns();
        for (int c = 0; c < columns.size(); c++) {
            IntStream standing = IntStream.of(encoding.reshaping().standing(c));
            if (standing.anyMatch(at -> takes.test(encoding.fitted().get(at)))) {
                gaps.add(columns.get(c).name());
            }
        }
        return gaps;
    }

    /** Those of a source table: missing is one of their values, or of what their rows start from. */
    static Set<String> ofSource(TableEncoding encoding) {
        boolean gaps = encoding.settings().modelling().gaps();
        return of(
                encoding,
                column -> column.encoding().takesMissing()
                        || column.source().missing()
                        || !column.encoding().encoded() && gaps);
    }

    /** Those of which a row has a density without a cell under every flow: missing is one of their values, or a label is not told. */
    static Set<String> ofEveryFlow(TableEncoding encoding) {
        Set<String> gaps = of(
                encoding,
                column -> column.encoding().encoded() && CellDensity.of(column).takesMissing());
        gaps.retainAll(integrable(encoding));
        return gaps;
    }

    /** Those without which what is known of a row is what is known of its modelled columns, of which some are integrated out. */
    static Set<String> integrable(TableEncoding encoding) {
        Set<String> gaps = of(encoding, column -> column.encoding().takesMissing());
        for (ColumnInfo column : encoding.columns()) {
            boolean may = encoding.reshaping()
                    .group(column.name())
                    .map(group -> group.mayLack(Reshaping.place(group, column.name())))
                    .orElse(true);
            if (may) {
                gaps.add(column.name());
            }
        }
        return gaps;
    }

    /** Those columns of a group that may be missing in a row of some table. */
    static Set<String> possible(ColumnGroup group) {
        Set<String> gaps = new HashSet<>();
        for (int k = 0; k < group.columns().size(); k++) {
            if (group.mayMiss(k)) {
                gaps.add(group.columns().get(k).name());
            }
        }
        return gaps;
    }
}
