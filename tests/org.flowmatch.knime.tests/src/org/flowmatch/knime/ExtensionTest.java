// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.net.URL;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.flowmatch.knime.example.FlowExampleDataNodeFactory;
import org.flowmatch.knime.learner.VelocityLearnerNodeFactory;
import org.flowmatch.knime.port.ConditionalPathPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.standin.Extensions;
import org.flowmatch.standin.Extensions.Category;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortType;

/** What the bundle declares to KNIME. The class names are stored in workflows and never change. */
class ExtensionTest {
    private static final String CATEGORY = "/community/flowmatch";
    private static final Map<String, NodeType> NODES = Map.ofEntries(
            Map.entry("org.flowmatch.knime.example.FlowExampleDataNodeFactory", NodeType.Source),
            Map.entry("org.flowmatch.knime.coupling.FlowCouplingNodeFactory", NodeType.Manipulator),
            Map.entry("org.flowmatch.knime.path.ConditionalPathNodeFactory", NodeType.Manipulator),
            Map.entry("org.flowmatch.knime.learner.VelocityLearnerNodeFactory", NodeType.Learner),
            Map.entry("org.flowmatch.knime.sampler.FlowSamplerNodeFactory", NodeType.Predictor),
            Map.entry("org.flowmatch.knime.imputer.FlowImputerNodeFactory", NodeType.Predictor),
            Map.entry("org.flowmatch.knime.reflow.FlowReflowNodeFactory", NodeType.Manipulator),
            Map.entry("org.flowmatch.knime.rectifier.FlowRectifierNodeFactory", NodeType.Learner),
            Map.entry("org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory", NodeType.Predictor),
            Map.entry("org.flowmatch.knime.diagnostics.FlowDiagnosticsNodeFactory", NodeType.Other),
            Map.entry("org.flowmatch.knime.scorer.SyntheticTableScorerNodeFactory", NodeType.Other));

    private static List<Extensions.Node> own() {
        return Extensions.nodes().stream()
                .filter(node -> node.factoryClass().startsWith("org.flowmatch.knime."))
                .toList();
    }

    @Test
    void allNodesStandInTheirCategory() {
        assertEquals(
                NODES.keySet(),
                Set.copyOf(own().stream().map(Extensions.Node::factoryClass).toList()));
        for (Extensions.Node node : own()) {
            assertEquals(CATEGORY, node.categoryPath());
            assertFalse(node.deprecated() || node.hidden());
        }
        Category category = Extensions.categories().stream()
                .filter(found -> found.levelId().equals("flowmatch"))
                .findFirst()
                .orElseThrow();
        assertEquals("/community", category.path());
        assertFalse(category.locked());
    }

    @Test
    void nodesStandInTheOrderOfTheChain() {
        List<String> known = own().stream().map(Extensions.Node::factoryClass).toList();
        assertEquals(
                NODES.size() - 1,
                own().stream().filter(node -> known.contains(node.after())).count());
    }

    @Test
    void everyNodeHasNameTypeKeywordsAndIcon() throws Exception {
        Set<Integer> pictures = new HashSet<>();
        for (Map.Entry<String, NodeType> expected : NODES.entrySet()) {
            NodeFactory<?> factory = Extensions.nodeFactory(expected.getKey()).orElseThrow();
            assertEquals(expected.getValue(), factory.getType(), expected.getKey());
            assertTrue(factory.getKeywords().length >= 5, expected.getKey());
            assertFalse(factory.getNodeName().isBlank(), expected.getKey());
            BufferedImage icon = read(factory.getIcon());
            assertEquals(48, icon.getWidth());
            assertEquals(48, icon.getHeight());
            assertTrue(icon.getColorModel().hasAlpha());
            pictures.add(Arrays.hashCode(icon.getRGB(0, 0, 48, 48, null, 0, 48)));
        }
        assertEquals(NODES.size(), pictures.size(), "no two icons are alike");
    }

    @Test
    void categoryIconIsSmall() throws Exception {
        BufferedImage icon = read(resource("icons/flowmatch.png"));
        assertEquals(16, icon.getWidth());
        assertEquals(16, icon.getHeight());
    }

    @Test
    void portTypesHaveNamesAndColours() {
        assertPort("Flow Coupling", 0x0B7A8C, FlowCouplingPortObject.TYPE);
        assertPort("Conditional Path", 0x7A4FBF, ConditionalPathPortObject.TYPE);
        assertPort("Flow Model", 0xE07B00, FlowModelPortObject.TYPE);
    }

    private static void assertPort(String name, int colour, PortType type) {
        assertEquals(name, type.getName());
        assertEquals(colour, type.getColor() & 0xFFFFFF);
        assertNotEquals(BufferedDataTable.TYPE, type);
    }

    @Test
    void learnerHasItsPortsInOrder() throws Exception {
        NodeHandle plain = NodeHandle.create(new VelocityLearnerNodeFactory(), null);
        assertEquals(List.of(ConditionalPathPortObject.TYPE), List.of(plain.inPortTypes()));
        assertEquals(List.of(FlowModelPortObject.TYPE, BufferedDataTable.TYPE), List.of(plain.outPortTypes()));
        NodeHandle continuing = NodeBench.nodeWith(
                new VelocityLearnerNodeFactory(), "Model to continue from", FlowModelPortObject.class);
        assertEquals(
                List.of(ConditionalPathPortObject.TYPE, FlowModelPortObject.TYPE), List.of(continuing.inPortTypes()));
    }

    private static BufferedImage read(URL image) throws Exception {
        return ImageIO.read(image);
    }

    /** A file at the root of the nodes' bundle. */
    private static URL resource(String path) {
        return FlowExampleDataNodeFactory.class.getClassLoader().getResource(path);
    }
}
