// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts;

/** What the fluent API accepts and refuses. */
class FluentDeclarationTest {

    private static final class Factory extends DefaultNodeFactory {
        Factory(DefaultNode node) {
            super(node);
        }
    }

    private static RequirePorts node(String fullDescription) {
        return DefaultNode.create()
                .name("Test")
                .icon("none.png")
                .shortDescription("A test.")
                .fullDescription(fullDescription)
                .sinceVersion(5, 8, 0);
    }

    private static DefaultNode passing(DefaultNode.RequireModel ports) {
        return ports.model(m -> m.withoutParameters()
                .configure((in, out) -> out.setOutSpecs(in.getInPortSpecs()))
                .execute((in, out) -> out.setOutData(in.getInPortObjects())));
    }

    @Test
    void onePortNameTwiceIsRefusedEvenAcrossSides() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> node("").ports(
                        p -> p.addInputTable("Data", "in").addOutputTable("Data", "out")));
        assertTrue(refused.getMessage().contains("Data"), refused.getMessage());
    }

    @Test
    void aDescriptionThatIsNotWellFormedIsRefused() {
        DefaultNode node = passing(
                node("first<br>second").ports(p -> p.addInputTable("In", "").addOutputTable("Out", "")));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Factory(node).getXMLDescription());
        assertTrue(refused.getMessage().contains("first<br>second"), refused.getMessage());
    }

    @Test
    void anOptionalPortWithADefaultTypeIsThereFromTheStart() throws Exception {
        DefaultNode node = passing(node("").dynamicPorts(p -> p.addInputPortGroup("extra", g -> g.name("Extra")
                        .description("")
                        .optional()
                        .supportedTypes(BufferedDataTable.TYPE, FlowVariablePortObject.TYPE)
                        .defaultPortType(FlowVariablePortObject.TYPE))
                .addOutputPortGroup("out", g -> g.name("Out").description("").fixed(FlowVariablePortObject.TYPE))));
        NodeHandle handle = NodeHandle.create(new Factory(node), null);
        assertArrayEquals(new PortType[] {FlowVariablePortObject.TYPE}, handle.inPortTypes());
        NodeHandle without = NodeHandle.create(new Factory(node), SettingsXml.model("<config key=\"extra\"/>"));
        assertArrayEquals(new PortType[0], without.inPortTypes());
    }

    @Test
    void anExtendableGroupHasItsFixedPortsAndAsManyAddedOnesAsTheUserWants() throws Exception {
        DefaultNode node = passing(node("").dynamicPorts(p -> p.addInputPortGroup(
                        "first", g -> g.name("First").description("").fixed(FlowVariablePortObject.TYPE))
                .addInputPortGroup("more", g -> g.name("More")
                        .description("")
                        .extendable()
                        .supportedTypes(BufferedDataTable.TYPE)
                        .fixedTypes(BufferedDataTable.TYPE)
                        .defaultNonFixedTypes(BufferedDataTable.TYPE))));
        NodeHandle handle = NodeHandle.create(new Factory(node), null);
        assertArrayEquals(
                new PortType[] {FlowVariablePortObject.TYPE, BufferedDataTable.TYPE, BufferedDataTable.TYPE},
                handle.inPortTypes());
        assertArrayEquals(new String[] {"First", "More", "More"}, handle.inPortNames());
        NodeHandle none = NodeHandle.create(new Factory(node), SettingsXml.model("<config key=\"more\"/>"));
        assertArrayEquals(new PortType[] {FlowVariablePortObject.TYPE, BufferedDataTable.TYPE}, none.inPortTypes());
        String port =
                "<entry key=\"object_class\" type=\"xstring\" value=\"" + BufferedDataTable.class.getName() + "\"/>";
        NodeHandle two = NodeHandle.create(
                new Factory(node),
                SettingsXml.model("<config key=\"more\"><config key=\"port_0\">" + port
                        + "</config><config key=\"port_1\">" + port + "</config></config>"));
        assertEquals(4, two.inPortTypes().length);
    }

    @Test
    void columnsCanBeRearranged(@TempDir Path directory) throws Exception {
        DefaultNode node = node("").ports(p -> p.addInputTable("In", "").addOutputTable("Out", ""))
                .model(m -> m.withoutParameters().rearrangeColumns((in, out) -> {
                    ColumnRearranger rearranger = new ColumnRearranger(in.getDataTableSpec());
                    rearranger.remove("a");
                    out.setColumnRearranger(rearranger);
                }));
        DataTableSpec spec = new DataTableSpec(
                new DataColumnSpecCreator("a", IntCell.TYPE).createSpec(),
                new DataColumnSpecCreator("b", IntCell.TYPE).createSpec());
        ExecutionContext exec = Execution.context(directory, (fraction, message) -> {}, () -> false);
        BufferedDataContainer container = exec.createDataContainer(spec);
        container.addRowToTable(new DefaultRow("r", new IntCell(1), new IntCell(2)));
        container.close();
        NodeHandle handle = NodeHandle.create(new Factory(node), null);
        PortObjectSpec[] out = handle.configure(new PortObjectSpec[] {spec});
        assertArrayEquals(new String[] {"b"}, ((DataTableSpec) out[0]).getColumnNames());
        BufferedDataTable table = (BufferedDataTable) handle.execute(new PortObject[] {container.getTable()}, exec)[0];
        assertEquals(new IntCell(2), table.iterator().next().getCell(0));
    }
}
