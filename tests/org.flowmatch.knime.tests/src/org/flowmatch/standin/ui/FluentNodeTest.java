// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import static org.flowmatch.standin.ui.SettingsXml.model;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;

/** A node made with the fluent API, from its settings to its view. */
class FluentNodeTest {

    private static final DataTableSpec SPEC = new DataTableSpec(
            new DataColumnSpecCreator("name", StringCell.TYPE).createSpec(),
            new DataColumnSpecCreator("x", DoubleCell.TYPE).createSpec());

    private static final String WITH_SWITCH =
            """
            <config key="switch"><config key="port_0">
              <entry key="object_class" type="xstring" \
            value="org.knime.core.node.port.flowvariable.FlowVariablePortObject"/>
            </config></config>
            """;

    @TempDir
    private Path directory;

    private ExecutionContext exec;
    private ScaleNodeFactory factory;
    private NodeHandle node;

    @BeforeEach
    void addNode() throws Exception {
        exec = Execution.context(directory, (fraction, message) -> {}, () -> false);
        factory = new ScaleNodeFactory();
        node = NodeHandle.create(factory, null);
    }

    private BufferedDataTable table(DataCell... numbers) {
        BufferedDataContainer container = exec.createDataContainer(SPEC);
        for (int i = 0; i < numbers.length; i++) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long) i), new StringCell("r"), numbers[i]));
        }
        container.close();
        return container.getTable();
    }

    private static List<Double> values(PortObject table) {
        List<Double> values = new ArrayList<>();
        for (DataRow row : (BufferedDataTable) table) {
            values.add(((DoubleValue) row.getCell(0)).getDoubleValue());
        }
        return values;
    }

    @Test
    void aNewNodeTakesDefaultsFromItsInputs() throws Exception {
        PortObjectSpec[] out = node.configure(new PortObjectSpec[] {SPEC});
        assertEquals("scaled", ((DataTableSpec) out[0]).getColumnSpec(0).getName());
        assertEquals(FlowVariablePortObjectSpec.INSTANCE, out[1]);
        NodeSettings saved = new NodeSettings("model");
        node.saveSettings(saved);
        assertEquals(
                model("<entry key=\"column\" type=\"xstring\" value=\"x\"/><entry key=\"factor\" type=\"xdouble\""
                        + " value=\"2.0\"/>"),
                saved);
    }

    @Test
    void itMakesATableAndAPortObject() throws Exception {
        node.configure(new PortObjectSpec[] {SPEC});
        PortObject[] out = node.execute(new PortObject[] {table(new DoubleCell(1.5), new DoubleCell(-4))}, exec);
        assertEquals(List.of(3.0, -8.0), values(out[0]));
        assertEquals(FlowVariablePortObject.INSTANCE, out[1]);
        assertEquals(Optional.empty(), node.codingProblem());
    }

    @Test
    void settingsAreValidatedBeforeTheyAreLoaded() throws Exception {
        String zero = "<entry key=\"column\" type=\"xstring\" value=\"x\"/><entry key=\"factor\" type=\"xdouble\""
                + " value=\"0.0\"/>";
        InvalidSettingsException refused =
                assertThrows(InvalidSettingsException.class, () -> node.loadSettings(model(zero)));
        assertEquals("Factor must not be 0.", refused.getMessage());
        node.loadSettings(model(zero.replace("0.0", "10.0")));
        node.configure(new PortObjectSpec[] {SPEC});
        assertEquals(List.of(10.0), values(node.execute(new PortObject[] {table(new DoubleCell(1))}, exec)[0]));
    }

    @Test
    void configureRefusesWhatTheFunctionRefuses() throws Exception {
        node.loadSettings(
                model("<entry key=\"column\" type=\"xstring\" value=\"y\"/><entry key=\"factor\" type=\"xdouble\""
                        + " value=\"1.0\"/>"));
        InvalidSettingsException refused =
                assertThrows(InvalidSettingsException.class, () -> node.configure(new PortObjectSpec[] {SPEC}));
        assertEquals("No column \"y\".", refused.getMessage());
    }

    @Test
    void executeFailsWithTheNodesMessage() throws Exception {
        node.configure(new PortObjectSpec[] {SPEC});
        BufferedDataTable missing = table(DataType.getMissingCell());
        KNIMEException failed =
                assertThrows(KNIMEException.class, () -> node.execute(new PortObject[] {missing}, exec));
        assertEquals("Row Row0 has no value.", failed.getMessage());
    }

    @Test
    void anAbsentOptionalPortIsLeftOut() {
        assertArrayEquals(new PortType[] {BufferedDataTable.TYPE}, node.inPortTypes());
        assertArrayEquals(new String[] {"Data"}, node.inPortNames());
        assertArrayEquals(new String[] {"Scaled", "Variables"}, node.outPortNames());
        NodeSettings saved = new NodeSettings("node");
        node.saveCreationConfig(saved);
        assertEquals(creationConfig("<config key=\"switch\"/>"), renamed(saved));
    }

    @Test
    void aPresentOptionalPortIsReadFromTheCreationConfig() throws Exception {
        NodeHandle switched = NodeHandle.create(factory, model(WITH_SWITCH));
        assertArrayEquals(new PortType[] {BufferedDataTable.TYPE, FlowVariablePortObject.TYPE}, switched.inPortTypes());
        assertArrayEquals(new String[] {"Data", "Off"}, switched.inPortNames());
        switched.configure(new PortObjectSpec[] {SPEC, FlowVariablePortObjectSpec.INSTANCE});
        assertEquals(Optional.of("Switched off."), switched.warning());
        PortObject[] in = {table(new DoubleCell(3)), FlowVariablePortObject.INSTANCE};
        assertEquals(List.of(3.0), values(switched.execute(in, exec)[0]));
        NodeSettings saved = new NodeSettings("node");
        switched.saveCreationConfig(saved);
        assertEquals(creationConfig(WITH_SWITCH), renamed(saved));
    }

    /** Every group has a config; that of a fixed port is empty, like that of an absent one. */
    private static NodeSettingsRO creationConfig(String optionalGroup) {
        return model("<config key=\"node_creation_config\"><config key=\"table\"/>" + optionalGroup
                + "<config key=\"result\"/><config key=\"variables\"/></config>");
    }

    /** The same settings under the key "model". */
    private static NodeSettings renamed(NodeSettings settings) {
        NodeSettings renamed = new NodeSettings("model");
        settings.copyTo(renamed);
        return renamed;
    }

    @Test
    void aPortTypeThatTheGroupDoesNotSupportIsRefused() {
        String table =
                WITH_SWITCH.replaceAll("value=\"[^\"]*\"", "value=\"" + BufferedDataTable.class.getName() + "\"");
        assertThrows(InvalidSettingsException.class, () -> NodeHandle.create(factory, model(table)));
    }

    @Test
    void theViewStartsWithTheInternalData() throws Exception {
        node.configure(new PortObjectSpec[] {SPEC});
        node.execute(new PortObject[] {table(new DoubleCell(1), new DoubleCell(2))}, exec);
        assertEquals(Optional.of("{\"result\":{\"column\":\"scaled\",\"values\":[2.0,4.0]}}"), node.viewInitialData());
    }

    @Test
    void theViewTellsOfAFailure() {
        String data = node.viewInitialData().orElseThrow();
        assertTrue(data.startsWith("{\"internalError\":{"), data);
    }

    @Test
    void thePageAndItsFilesLieInTheBundle() throws Exception {
        NodeView view = factory.createNodeView(node.model());
        Page page = view.getPage();
        assertEquals("index.html", page.getRelativePath());
        try (InputStream in = page.getInputStream()) {
            assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("<title>Scale</title>"));
        }
        try (InputStream in = page.getResource("assets/page.css").orElseThrow().getInputStream()) {
            assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("color-scheme"));
        }
        assertEquals(Optional.empty(), page.getResource("secret.txt"), "not added to the page");
    }

    @Test
    void thePageCallsTheDataService() throws Exception {
        node.configure(new PortObjectSpec[] {SPEC});
        node.execute(new PortObject[] {table(new DoubleCell(1), new DoubleCell(2))}, exec);
        NodeView view = factory.createNodeView(node.model());
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"v\":4.0}}",
                view.createRpcDataService()
                        .orElseThrow()
                        .handleRpcRequest("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"row\",\"params\":[1,\"v\"]}"));
        assertTrue(view.createRpcDataService()
                .orElseThrow()
                .handleRpcRequest("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"column\",\"params\":[]}")
                .contains("\"error\":"));
    }

    @Test
    void theFactoryDescribesTheNode() {
        assertEquals("Scale", node.name());
        assertEquals(NodeType.Manipulator, factory.getType());
        assertArrayEquals(new String[] {"multiply", "factor"}, factory.getKeywords());
        assertEquals("Switches off", factory.getInportDescription(1));
        assertTrue(factory.getIcon().getPath().endsWith("org/flowmatch/standin/ui/view/scale.png"));
        assertTrue(factory.hasNodeView());
        assertTrue(factory.hasNodeDialog());
        assertEquals(
                "Multiplies one column.Nothing else.What to multiply.By which.",
                factory.getXMLDescription()
                        .getElementsByTagName("fullDescription")
                        .item(0)
                        .getTextContent());
    }
}
