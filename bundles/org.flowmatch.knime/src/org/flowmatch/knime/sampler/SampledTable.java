// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.Trajectory;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.KnownValues;
import org.flowmatch.knime.table.OutputColumns;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * Sampled rows as a KNIME table: the modelled columns with their names and types or, where a flow with a Gaussian source is
 * followed backward, the coordinates of the noise in units of the
 * source's standard deviation; then the conditions that were given; with trajectories, each row at each
 * step.
 */
final class SampledTable {
    private static final int ROWS_AT_ONCE = 4096;

    private final List<ColumnInfo> columns;
    private final boolean noise;
    private final boolean trajectories;
    private final boolean towardTarget;
    private final GivenConditions given;
    private final ColumnTypes types;

    SampledTable(FlowModelPortObjectSpec model, SamplingSettings settings, GivenConditions given) {
        this.given = given;
        types = model.types();
        noise = settings.direction() == Direction.BACKWARD && model.source() == SourceLaw.GAUSSIAN;
        trajectories = settings.trajectory();
        towardTarget = settings.direction() == Direction.FORWARD;
        columns = noise
                ? model.columns().stream()
                        .map(column -> new ColumnInfo(column.name(), ColumnKind.DOUBLE))
                        .toList()
                : model.columns();
    }

    /** Whether rows are coordinates of noise. */
    boolean isNoise() {
        return noise;
    }

    /** Whether rows arrive at target rows. */
    boolean towardTarget() {
        return towardTarget;
    }

    /** @param known of the modelled columns, by name, for their domains */
    DataTableSpec spec(Map<String, KnownValues> known) {
        DataTableSpec modelled =
                new DataTableSpec(modelled(null).withDomains(known).spec(), ConditionColumns.spec(given.conditions()));
        if (!trajectories) {
            return modelled;
        }
        DataTableSpec leading = new DataTableSpec(
                TableWriter.column(DataTableSpec.getUniqueColumnName(modelled, "trajectory"), StringCell.TYPE),
                TableWriter.column(DataTableSpec.getUniqueColumnName(modelled, "step"), IntCell.TYPE),
                TableWriter.column(DataTableSpec.getUniqueColumnName(modelled, "t"), DoubleCell.TYPE));
        return new DataTableSpec(leading, modelled);
    }

    /** @param context null at configure time */
    private OutputColumns modelled(ExecutionContext context) {
        return noise ? OutputColumns.standard(columns) : OutputColumns.of(columns, types, context);
    }

    /** What a user should know about types of columns that could not be kept. */
    List<String> warnings(ExecutionContext context) {
        return modelled(context).warnings();
    }

    BufferedDataTable write(
            Samples samples, FlowModel model, StartRows start, ExecutionContext context, Monitor monitor) {
        ToldConditions told = new ToldConditions(given, start.told());
        DataTableSpec spec = spec(noise ? Map.of() : KnownValues.of(model.encoding()));
        if (!trajectories) {
            try (TableWriter writer =
                    new TableWriter(spec, context, samples.end().rows(), monitor).withColumns(modelled(context))) {
                numbers(
                        samples.end(),
                        true,
                        model,
                        start.cells(),
                        monitor,
                        (part, first) -> writer.append(part, first, start.key(), row -> List.of(), told::cells));
                return writer.finish();
            }
        }
        Trajectory trajectory = samples.trajectory().orElseThrow();
        long rows = (long) samples.end().rows() * trajectory.states().size();
        try (TableWriter writer = new TableWriter(spec, context, rows, monitor).withColumns(modelled(context))) {
            for (int i = 0; i < trajectory.states().size(); i++) {
                IntCell step = new IntCell(i);
                DoubleCell time = new DoubleCell(trajectory.times()[i]);
                boolean last = i == trajectory.states().size() - 1;
                numbers(
                        trajectory.states().get(i),
                        last,
                        model,
                        Optional.empty(),
                        monitor,
                        (part, first) -> writer.append(
                                part,
                                first,
                                row -> start.key().apply(row) + "_" + step.getIntValue(),
                                row -> List.of(new StringCell(start.key().apply(row)), step, time),
                                told::cells));
                monitor.check();
            }
            return writer.finish();
        }
    }

    /** Takes rows with the number of their first one. */
    @FunctionalInterface
    private interface Parts {
        void take(Table part, int first);
    }

    /** The observed range is that of the target: it limits the rows that have arrived there, and no others. */
    private void numbers(
            RowMatrix rows, boolean last, FlowModel model, Optional<GivenTable> cells, Monitor monitor, Parts parts) {
        if (noise) {
            coordinates(rows, model, parts);
            return;
        }
        TableEncoding encoding = model.encoding();
        boolean limited = last && towardTarget && encoding.settings().limitToObserved();
        int[] first = {0};
        encoding.decode(rows, limited, monitor, part -> {
            parts.take(cells.map(given -> given.restore(part, first[0])).orElse(part), first[0]);
            first[0] += part.rows();
        });
    }

    private void coordinates(RowMatrix rows, FlowModel model, Parts parts) {
        SourceCoordinates coordinates = new SourceCoordinates(model);
        for (int first = 0; first < rows.rows(); first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows.rows() - first);
            double[][] values = new double[columns.size()][count];
            for (int c = 0; c < values.length; c++) {
                for (int i = 0; i < count; i++) {
                    values[c][i] = coordinates.get(rows, first + i, c);
                }
            }
            parts.take(new Table(columns, values, count), first);
        }
    }
}
