// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
            Map.entry("org.flowmatch.knime.transportmap.OptimalTransportMapNodeFactory", NodeType.Other),
            Map.entry("org.flowmatch.knime.comparison.FlowComparisonNodeFactory", NodeType.Other),
            Map.entry("org.flowmatch.knime.scorer.SyntheticTableScorerNodeFactory", NodeType.Other),
            Map.entry("org.flowmatch.knime.normalising.NormalisingFlowLearnerNodeFactory", NodeType.Learner));

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

    /** The backgrounds on which KNIME draws the icons of nodes, by their type. */
    private static final Map<NodeType, Color> BACKGROUNDS = Map.of(
            NodeType.Source, new Color(0xff9632),
            NodeType.Manipulator, new Color(0xffd800),
            NodeType.Learner, new Color(0xc8e632),
            NodeType.Predictor, new Color(0x3cb44b),
            NodeType.Other, new Color(0xd2a384));

    /** Graphics need a ratio of 3 to be seen (WCAG 2.1, 1.4.11); pixels at the edge of a line are in between by their nature. */
    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void anIconIsSeenOnTheColourOfItsNode(OwnNodes node) throws Exception {
        BufferedImage icon = read(node.factory().getIcon());
        Color background = BACKGROUNDS.get(node.factory().getType());
        int drawn = 0;
        for (int pixel : icon.getRGB(0, 0, 48, 48, null, 0, 48)) {
            Color colour = new Color(pixel, true);
            if (colour.getAlpha() > 200) {
                drawn++;
                double contrast = contrast(colour, background);
                assertTrue(contrast >= 3, node + ": " + colour + " has a contrast of " + contrast);
            }
        }
        assertTrue(drawn > 100, node + " draws " + drawn + " pixels");
    }

    private static double contrast(Color a, Color b) {
        double one = luminance(a);
        double other = luminance(b);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    /** Relative luminance of sRGB, WCAG 2.1. */
    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
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
