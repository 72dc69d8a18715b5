// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;

/** A small node: multiplies one column; an optional second input switches it off. Outputs a table and a port object. */
public final class ScaleNodeFactory extends DefaultNodeFactory {

    static final class Settings implements NodeParameters {
        @Widget(title = "Column", description = "What to <b>multiply</b>.")
        String m_column = "";

        @Widget(title = "Factor", description = "By which.")
        double m_factor = 2;

        Settings() {}

        Settings(NodeParametersInput input) {
            m_column = input.getInTableSpec(0)
                    .flatMap(ColumnSelectionUtil::getFirstDoubleColumn)
                    .map(DataColumnSpec::getName)
                    .orElse("");
        }

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_factor == 0) {
                throw new InvalidSettingsException("Factor must not be 0.");
            }
        }
    }

    record Summary(String column, List<Double> values) {}

    /** Answers the page. */
    public static final class Handler {
        private final ViewInput input;

        Handler(ViewInput input) {
            this.input = input;
        }

        public Map<String, Object> row(int index, String prefix) {
            return Map.of(prefix, values(input.getInternalTables()[0]).get(index));
        }
    }

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Scale")
            .icon("../ui/view/scale.png")
            .shortDescription("Multiplies a column.")
            .fullDescription("Multiplies <i>one</i> column.<br/>Nothing else.")
            .sinceVersion(5, 8, 0)
            .dynamicPorts(p -> p.addInputPortGroup(
                            "table", g -> g.name("Data").description("Numbers").fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("switch", g -> g.name("Off")
                            .description("Switches off")
                            .optional()
                            .supportedTypes(FlowVariablePortObject.TYPE))
                    .addOutputPortGroup(
                            "result",
                            g -> g.name("Scaled").description("Result").fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup(
                            "variables",
                            g -> g.name("Variables").description("Nothing").fixed(FlowVariablePortObject.TYPE)))
            .model(m -> m.parametersClass(Settings.class)
                    .configure(ScaleNodeFactory::configure)
                    .execute(ScaleNodeFactory::execute))
            .addView(v -> v.withoutParameters()
                    .description("The values.")
                    .page(p -> p.fromFile()
                            .bundleClass(ScaleNodeFactory.class)
                            .basePath("org/flowmatch/standin/ui/view")
                            .relativeFilePath("index.html")
                            .addResourceDirectory("assets"))
                    .initialData(d -> d.data(input -> new Summary("scaled", values(input.getInternalTables()[0]))))
                    .dataService(d -> d.handler(Handler::new)))
            .nodeType(NodeType.Manipulator)
            .keywords("multiply", "factor");

    public ScaleNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec spec() {
        return new DataTableSpec(new DataColumnSpecCreator("scaled", DoubleCell.TYPE).createSpec());
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        Settings settings = input.getParameters();
        if (!input.getInTableSpec(0).containsName(settings.m_column)) {
            throw new InvalidSettingsException("No column \"" + settings.m_column + "\".");
        }
        if (input.getInPortSpecs().length > 1) {
            output.setWarningMessage("Switched off.");
        }
        output.setOutSpecs(spec(), FlowVariablePortObjectSpec.INSTANCE);
    }

    private static void execute(ExecuteInput input, ExecuteOutput output)
            throws CanceledExecutionException, KNIMEException {
        Settings settings = input.getParameters();
        BufferedDataTable table = input.getInTable(0);
        double factor = input.getInPortObjects().length > 1 ? 1 : settings.m_factor;
        int column = table.getDataTableSpec().findColumnIndex(settings.m_column);
        BufferedDataContainer container = input.getExecutionContext().createDataContainer(spec());
        for (DataRow row : table) {
            input.getExecutionContext().checkCanceled();
            if (row.getCell(column).isMissing()) {
                throw new KNIMEException("Row " + row.getKey() + " has no value.");
            }
            double value = ((DoubleValue) row.getCell(column)).getDoubleValue();
            container.addRowToTable(new DefaultRow(row.getKey(), new DoubleCell(value * factor)));
        }
        container.close();
        output.setOutData(0, container.getTable());
        output.setOutData(1, FlowVariablePortObject.INSTANCE);
        output.setInternalData(container.getTable());
    }

    private static List<Double> values(BufferedDataTable table) {
        List<Double> values = new ArrayList<>();
        for (DataRow row : table) {
            values.add(((DoubleValue) row.getCell(0)).getDoubleValue());
        }
        return values;
    }
}
