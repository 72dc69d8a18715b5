// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.rectifier;

import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.reflow.Rectification.Round;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** What each round of a rectification achieved: one row for each, the given model first. */
final class RoundTable {
    static final DataTableSpec SPEC = new DataTableSpec(
            TableWriter.column("round", IntCell.TYPE),
            TableWriter.column("straightness", DoubleCell.TYPE),
            TableWriter.column("path energy", DoubleCell.TYPE),
            TableWriter.column("transport cost of the coupling", DoubleCell.TYPE),
            TableWriter.column("transport cost of the flow", DoubleCell.TYPE),
            TableWriter.column("one-step W2", DoubleCell.TYPE),
            TableWriter.column("floor", DoubleCell.TYPE),
            TableWriter.column("one-step W2 / floor", DoubleCell.TYPE),
            TableWriter.column("validation loss", DoubleCell.TYPE));

    private RoundTable() {}

    static BufferedDataTable write(List<Round> rounds, ExecutionContext context) {
        try (TableWriter writer = new TableWriter(SPEC, context, rounds.size(), Monitor.none())) {
            for (Round round : rounds) {
                writer.add(
                        "Round" + round.number(),
                        List.of(
                                new IntCell(round.number()),
                                TableWriter.number(round.straightness()),
                                TableWriter.number(round.pathEnergy()),
                                TableWriter.number(round.couplingCost()),
                                TableWriter.number(round.transportCost()),
                                TableWriter.number(round.eulerDistance()),
                                TableWriter.number(round.floor()),
                                TableWriter.number(round.eulerDistance() / round.floor()),
                                TableWriter.number(round.validationLoss().orElse(Double.NaN))));
            }
            return writer.finish();
        }
    }
}
