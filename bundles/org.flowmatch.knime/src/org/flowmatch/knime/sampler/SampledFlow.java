// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.FlowTable;
import org.flowmatch.engine.sampling.RecordedFlow;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.knime.flow.FlowPicture;

/** The data of the sampler's view: some of the rows on their way, in the units of the sampled table. */
final class SampledFlow {
    private SampledFlow() {}

    /** @return null in JSON where nothing was recorded */
    static String picture(Samples samples, FlowModel model, StartRows start, SampledTable table, Monitor monitor) {
        if (samples.recorded().isEmpty()) {
            return "null";
        }
        RecordedFlow flow = samples.recorded().get();
        Optional<TableEncoding> learnt = table.towardTarget() ? Optional.of(model.encoding()) : Optional.empty();
        return FlowPicture.of(
                        table.isNoise() ? noise(flow, model) : rows(flow, model, start, table.towardTarget(), monitor),
                        learnt,
                        samples.end().rows(),
                        place -> start.key().apply(flow.rows()[place]))
                .toString();
    }

    private static FlowTable rows(
            RecordedFlow flow, FlowModel model, StartRows start, boolean towardTarget, Monitor monitor) {
        FlowTable rows = FlowTable.of(flow, model.encoding(), towardTarget, monitor);
        return start.cells().map(given -> rows.with(given.select(flow.rows()))).orElse(rows);
    }

    private static FlowTable noise(RecordedFlow flow, FlowModel model) {
        SourceCoordinates coordinates = new SourceCoordinates(model);
        List<ColumnInfo> columns = model.encoding().columns().stream()
                .map(column -> new ColumnInfo(column.name(), ColumnKind.DOUBLE))
                .toList();
        int rows = flow.rows().length;
        double[][] cells = new double[columns.size()][flow.times().length * rows];
        for (int cell = 0; cell < cells[0].length; cell++) {
            RowMatrix state = flow.states().get(cell / rows);
            for (int c = 0; c < cells.length; c++) {
                cells[c][cell] = coordinates.get(state, cell % rows, c);
            }
        }
        List<List<String>> texts =
                columns.stream().map(column -> List.<String>of()).toList();
        return new FlowTable(columns, texts, flow.times(), cells, new boolean[cells.length][cells[0].length]);
    }
}
