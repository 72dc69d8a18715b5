// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What columns of codes became, for users to see: one report of a column rather than one of each place. */
final class CodeReports {
    private CodeReports() {}

    /** @param reports of the modelled columns, in their order */
    static List<PartReport> of(List<CodeColumn> codes, List<FittedColumn> columns, List<PartReport> reports) {
        List<PartReport> all = new ArrayList<>();
        for (PartReport report : reports) {
            CodeColumn code = codes.stream()
                    .filter(known -> known.places().contains(report.info()))
                    .findFirst()
                    .orElse(null);
            if (code == null) {
                all.add(report);
            } else if (code.places().get(0).equals(report.info())) {
                all.add(of(code, columns, report.missing()));
            }
        }
        return all;
    }

    private static PartReport of(CodeColumn code, List<FittedColumn> columns, double missing) {
        Set<String> symbols = new HashSet<>();
        columns.stream()
                .filter(column -> code.places().contains(column.info()))
                .forEach(column -> symbols.addAll(column.texts()));
        symbols.remove(CodeColumn.END);
        int places = code.places().size();
        int different = symbols.size();
        return new PartReport(
                code.info(),
                "code",
                "chosen in the dialog; its symbols are a label each, at " + places
                        + (places == 1 ? " place" : " places") + ", and new codes come out",
                different,
                missing,
                List.of());
    }
}
