// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.encoding.CodeLabels;
import org.flowmatch.engine.encoding.OutsideRange;
import org.flowmatch.engine.encoding.UnknownCells;
import org.flowmatch.engine.encoding.UnseenLabels;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.knime.likelihood.LikelihoodChoices.BadRowsChoice;
import org.flowmatch.knime.likelihood.LikelihoodChoices.UnitsChoice;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.table.BadRows;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeLogger;

/** A table read, encoded and scored: rows that cannot be read have no score, where the settings let them pass. */
record Scoring(RowScores scores, List<String> warnings) {
    private static final NodeLogger LOGGER = NodeLogger.getLogger(FlowLikelihoodNodeFactory.class);

    /**
     * @throws org.flowmatch.engine.FlowException when the model has no density, or a row cannot be read and the settings say
     *     to fail
     */
    static Scoring of(
            FlowModelPortObject port,
            BufferedDataTable table,
            FlowLikelihoodNodeParameters parameters,
            long seed,
            Monitor monitor) {
        FlowModel model = port.model(monitor);
        model.dynamics().densityObstacle(model.pairs()).ifPresent(Obstacle::refuse);
        Mover mover = Movers.of(model);
        ReadTable read = read(port, table, parameters.m_badRows, mover.mayLack(model), monitor.part(0, 0.2));
        List<String> warnings = new ArrayList<>();
        int rows = read.rows().rows();
        if (read.unusable() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d rows have a cell in a column of the model that cannot be scored, as it is missing, NaN or"
                            + " infinite%s: they have no density.",
                    read.unusable(),
                    rows,
                    read.outside().isEmpty() ? "" : ", or a number too large for it"));
        }
        int[] chosen = IntStream.range(0, rows).filter(read::usable).toArray();
        if (chosen.length == 0) {
            warnings.add("There is no row to score.");
            return new Scoring((row, column) -> Double.NaN, warnings);
        }
        ReadTable usable = read.usableRows();
        OutsideRange.of(model.encoding(), usable.values(), monitor).warning().ifPresent(warnings::add);
        UnseenLabels.of(model.encoding(), usable.values(), monitor).warning().ifPresent(warnings::add);
        UnknownCells.of(model.encoding(), usable.values(), monitor).warning().ifPresent(warnings::add);
        Optional<RowMatrix> conditions =
                usable.given().map(given -> model.conditions().encode(given, TableRole.TARGET.label()));
        TableScores scores = mover.score(
                model,
                usable.values(),
                conditions,
                parameters.settings(seed),
                parameters.tiePoints(seed),
                monitor.part(0.2, parameters.m_shares ? 0.5 : 1));
        double[][] shares = new double[0][];
        if (parameters.m_shares) {
            shares = mover.columnScorer()
                    .orElseThrow()
                    .shares(
                            model,
                            usable.values(),
                            conditions,
                            parameters.settings(seed),
                            parameters.tiePoints(seed),
                            monitor.part(0.5, 1));
            shares = CodeLabels.of(model.encoding()).summed(shares);
        }
        LOGGER.info(String.format(
                Locale.ROOT,
                "Flow Likelihood: %,d rows with %.1f evaluations of the network per row that differs (NFE)",
                chosen.length,
                scores.nfe()));
        warnings.addAll(scores.warnings());
        boolean original = parameters.m_units == UnitsChoice.ORIGINAL;
        return new Scoring(
                RowScores.of(
                        rows,
                        chosen,
                        scores,
                        original ? scores.logDensity() : scores.ofScores(),
                        shares,
                        model,
                        ScoreColumns.of(port.getSpec(), parameters)),
                warnings);
    }

    private static ReadTable read(
            FlowModelPortObject port,
            BufferedDataTable table,
            BadRowsChoice badRows,
            Set<String> gaps,
            Monitor monitor) {
        TableReader reader = new TableReader(table, port.getSpec().columns(), TableRole.TARGET)
                .withConditions(port.getSpec().conditions())
                .withCodes(port.model(monitor).encoding().codes())
                .withGaps(gaps);
        if (badRows == BadRowsChoice.MISSING) {
            reader.withBadRows(BadRows.SKIP);
        }
        return reader.read(monitor);
    }
}
