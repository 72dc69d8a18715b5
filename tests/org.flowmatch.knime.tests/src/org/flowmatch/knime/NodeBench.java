// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.learner.VelocityLearnerNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.TableWriter;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.NodeHandle;
import org.flowmatch.standin.ProgressSink;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Makes tables and runs nodes in a temporary folder, as a workflow would. */
public final class NodeBench {
    public static final String SOURCE_ROWS = "Source rows";

    private final Path folder;

    public NodeBench(Path folder) {
        this.folder = folder;
    }

    /** A node with default settings, but for the pairs of key and value; a key may lead into groups: {@code solver/steps}. */
    public static NodeHandle node(NodeFactory<? extends NodeModel> factory, Object... keysAndValues)
            throws InvalidSettingsException {
        return with(NodeHandle.create(factory, null), keysAndValues);
    }

    /** A node with its optional input port. */
    public static NodeHandle nodeWith(
            NodeFactory<? extends NodeModel> factory,
            String group,
            Class<? extends PortObject> type,
            Object... keysAndValues)
            throws InvalidSettingsException {
        return nodeWith(factory, Map.of(group, type), keysAndValues);
    }

    /** A node with some of its optional input ports. */
    public static NodeHandle nodeWith(
            NodeFactory<? extends NodeModel> factory,
            Map<String, Class<? extends PortObject>> ports,
            Object... keysAndValues)
            throws InvalidSettingsException {
        NodeSettings node = new NodeSettings("node");
        NodeHandle.create(factory, null).saveCreationConfig(node);
        NodeSettings creation = node.getNodeSettings("node_creation_config");
        ports.forEach((group, type) ->
                creation.addNodeSettings(group).addNodeSettings("port_0").addString("object_class", type.getName()));
        return with(NodeHandle.create(factory, creation), keysAndValues);
    }

    private static NodeHandle with(NodeHandle node, Object... keysAndValues) throws InvalidSettingsException {
        NodeSettings model = new NodeSettings("model");
        node.saveSettings(model);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            put(model, (String) keysAndValues[i], keysAndValues[i + 1]);
        }
        node.loadSettings(model);
        return node;
    }

    private static void put(NodeSettings model, String path, Object value) throws InvalidSettingsException {
        String[] keys = path.split("/");
        NodeSettings group = model;
        for (int i = 0; i < keys.length - 1; i++) {
            // an element of an array of groups may be new
            boolean element = keys[i].matches("\\d+") && !group.containsKey(keys[i]);
            group = element ? (NodeSettings) group.addNodeSettings(keys[i]) : group.getNodeSettings(keys[i]);
        }
        String key = keys[keys.length - 1];
        if (!group.containsKey(key) && !keys[Math.max(0, keys.length - 2)].matches("\\d+")) {
            throw new InvalidSettingsException("There is no setting " + path + ".");
        }
        if (value instanceof Integer number) {
            group.addInt(key, number);
        } else if (value instanceof Long number) {
            group.addLong(key, number);
        } else if (value instanceof Double number) {
            group.addDouble(key, number);
        } else if (value instanceof Boolean flag) {
            group.addBoolean(key, flag);
        } else if (value instanceof String[] names) {
            if (keys[Math.max(0, keys.length - 2)].matches("\\d+")) {
                filter(group.addNodeSettings(key), names);
            } else {
                group.addStringArray(key, names);
            }
        } else {
            group.addString(key, (String) value);
        }
    }

    /** A filter of columns in an element of an array. */
    private static void filter(NodeSettingsWO filter, String[] names) {
        filter.addString("mode", "MANUAL");
        NodeSettingsWO pattern = filter.addNodeSettings("patternFilter");
        pattern.addString("pattern", "");
        pattern.addBoolean("isCaseSensitive", false);
        pattern.addBoolean("isInverted", false);
        NodeSettingsWO manual = filter.addNodeSettings("manualFilter");
        manual.addStringArray("manuallySelected", names);
        manual.addStringArray("manuallyDeselected", new String[0]);
        manual.addBoolean("includeUnknownColumns", false);
        filter.addNodeSettings("typeFilter").addStringArray("selectedTypes", new String[0]);
    }

    public static PortObjectSpec[] configure(NodeHandle node, PortObject... inputs) throws InvalidSettingsException {
        return node.configure(Arrays.stream(inputs).map(PortObject::getSpec).toArray(PortObjectSpec[]::new));
    }

    /** Configures and executes. */
    public PortObject[] run(NodeHandle node, PortObject... inputs) throws Exception {
        configure(node, inputs);
        return node.execute(inputs, context());
    }

    /** The only output. */
    @SuppressWarnings("unchecked")
    public <T extends PortObject> T first(NodeHandle node, PortObject... inputs) throws Exception {
        return (T) run(node, inputs)[0];
    }

    public ExecutionContext context() {
        return context((fraction, message) -> {}, () -> false);
    }

    public ExecutionContext context(ProgressSink sink, BooleanSupplier cancelled) {
        return Execution.context(folder, sink, cancelled);
    }

    /** Rows with the IDs Row0, Row1, ...; a null is a missing cell, a column's type is that of its first cell. */
    public BufferedDataTable table(List<String> names, List<List<Object>> rows) {
        DataType[] types = new DataType[names.size()];
        for (int c = 0; c < types.length; c++) {
            int column = c;
            types[c] = rows.stream()
                    .map(row -> cell(row.get(column)))
                    .filter(cell -> !cell.isMissing())
                    .map(DataCell::getType)
                    .findFirst()
                    .orElse(DoubleCell.TYPE);
        }
        BufferedDataContainer container =
                context().createDataContainer(new DataTableSpec(names.toArray(String[]::new), types));
        for (int r = 0; r < rows.size(); r++) {
            container.addRowToTable(new DefaultRow(
                    "Row" + r, rows.get(r).stream().map(NodeBench::cell).toList()));
        }
        container.close();
        return container.getTable();
    }

    /** A table with the columns of a model and no row. */
    public BufferedDataTable emptyLike(FlowModelPortObjectSpec model) {
        BufferedDataContainer container = context().createDataContainer(TableWriter.spec(model.columns()));
        container.close();
        return container.getTable();
    }

    private static DataCell cell(Object value) {
        if (value == null) {
            return DataType.getMissingCell();
        } else if (value instanceof Integer number) {
            return new IntCell(number);
        } else if (value instanceof Long number) {
            return new LongCell(number);
        } else if (value instanceof Double number) {
            return new DoubleCell(number);
        }
        return new StringCell((String) value);
    }

    /** A row of cells that may be null. */
    public static List<Object> row(Object... cells) {
        return Arrays.asList(cells);
    }

    /** Columns x (decimal) and k (whole), both varied. */
    public BufferedDataTable numbers(int rows) {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cells.add(row(Math.round(100 * Math.sin(i)) / 100.0, i % 7));
        }
        return table(List.of("x", "k"), cells);
    }

    public static List<DataRow> rows(BufferedDataTable table) {
        List<DataRow> rows = new ArrayList<>();
        try (CloseableRowIterator iterator = table.iterator()) {
            iterator.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** The numbers of a column; NaN where a cell is missing. */
    public static double[] column(BufferedDataTable table, String name) {
        int index = table.getDataTableSpec().findColumnIndex(name);
        return rows(table).stream()
                .mapToDouble(
                        row -> row.getCell(index) instanceof DoubleValue number ? number.getDoubleValue() : Double.NaN)
                .toArray();
    }

    /** A coupling of which all columns are numbers, none of which may be given later. */
    public static NodeHandle numericCoupling(Object... more) throws InvalidSettingsException {
        return node(
                new FlowCouplingNodeFactory(),
                before(more, "modelling/columns", "NUMBERS", "modelling/anyColumns", false));
    }

    /** A coupling of a target and a source table of which all columns are numbers. */
    public static NodeHandle numericTranslation(Object... more) throws InvalidSettingsException {
        return nodeWith(
                new FlowCouplingNodeFactory(),
                SOURCE_ROWS,
                BufferedDataTable.class,
                before(more, "modelling/columns", "NUMBERS"));
    }

    /** A path of the table's numeric columns, with an independent coupling and a Gaussian source. */
    public PortObject path(BufferedDataTable target, Object... couplingSettings) throws Exception {
        return first(node(new ConditionalPathNodeFactory()), first(numericCoupling(couplingSettings), target));
    }

    /** A path of all columns of a table, by the default settings. */
    public PortObject mixedPath(BufferedDataTable target, Object... couplingSettings) throws Exception {
        return first(
                node(new ConditionalPathNodeFactory()),
                first(node(new FlowCouplingNodeFactory(), couplingSettings), target));
    }

    /** A learner whose training ends in a second. */
    public static NodeHandle quickLearner(Object... more) throws InvalidSettingsException {
        return node(
                new VelocityLearnerNodeFactory(),
                before(
                        more,
                        "networkSize",
                        "CHOSEN",
                        "layers",
                        2,
                        "width",
                        16,
                        "budget",
                        "STEPS",
                        "steps",
                        60L,
                        "batchSize",
                        32,
                        "warmupSteps",
                        5,
                        "device",
                        "CPU"));
    }

    public static Object[] before(Object[] more, Object... settings) {
        return Stream.of(settings, more).flatMap(Stream::of).toArray();
    }

    public Path folder() {
        return folder;
    }
}
