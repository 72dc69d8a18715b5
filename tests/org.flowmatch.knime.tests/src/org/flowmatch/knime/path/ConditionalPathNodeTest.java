// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.ExpressionPath;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.PolynomialPath;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.port.ConditionalPathPortObject;
import org.flowmatch.knime.port.ConditionalPathPortObjectSpec;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.widget.choices.Label;
import org.w3c.dom.NodeList;

class ConditionalPathNodeTest {
    @TempDir
    Path folder;

    private NodeBench bench;
    private FlowCouplingPortObject coupling;

    @BeforeEach
    void prepare() throws Exception {
        bench = new NodeBench(folder);
        coupling = bench.first(numericCoupling(), bench.numbers(30));
    }

    @Test
    void specSaysPathFormulaAndNeed() throws Exception {
        ConditionalPathPortObjectSpec linear =
                (ConditionalPathPortObjectSpec) configure(node(new ConditionalPathNodeFactory()), coupling)[0];
        assertEquals("x_t = t x1 + (1 - t) x0", linear.formula());
        assertEquals("rows of any distribution", linear.requiredSource());
        assertEquals(coupling.getSpec().columns(), linear.columns());
        ConditionalPathPortObjectSpec diffusion = (ConditionalPathPortObjectSpec) configure(
                node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING", "betaMax", 15.0), coupling)[0];
        assertEquals(new VariancePreservingPath(0.1, 15), diffusion.path());
        assertEquals("Gaussian rows of standard deviation 1.0", diffusion.requiredSource());
    }

    /** Workflows store these keys; the settings of a path that is added later are a group of their own. */
    @Test
    void onlyTheFirstPathsHaveSettingsSideBySide() {
        Set<String> fields = Arrays.stream(PathParameters.class.getDeclaredFields())
                .filter(field -> !WidgetGroup.class.isAssignableFrom(field.getType()))
                .map(Field::getName)
                .filter(name -> name.startsWith("m_"))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "m_path",
                        "m_sigmaMin",
                        "m_betaMin",
                        "m_betaMax",
                        "m_power",
                        "m_targetSigma",
                        "m_sourceSigma",
                        "m_sigmaDecay",
                        "m_arcWidth",
                        "m_tubeWidth",
                        "m_bridgeSigma",
                        "m_expressionA",
                        "m_expressionS",
                        "m_expressionMessage"),
                fields);
    }

    @Test
    void sharesTheRowsOfTheCoupling() throws Exception {
        ConditionalPathPortObject path =
                bench.first(node(new ConditionalPathNodeFactory(), "path", "LIPMAN", "sigmaMin", 0.01), coupling);
        assertEquals(new LipmanPath(0.01), path.getSpec().path());
        assertEquals(30, path.coupling().rows());
    }

    @Test
    void variancePreservingRefusesSourceTable() throws Exception {
        FlowCouplingPortObject tables =
                bench.first(NodeBench.numericTranslation(), bench.numbers(30), bench.numbers(40));
        assertRefused(
                "The variance preserving path needs a Gaussian source, but the coupling has a source table.",
                () -> configure(node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING"), tables));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0.6, Double.NaN})
    void sigmaMinOutsideItsRangeIsNamed(double sigma) {
        assertRefused(
                "Sigma min of Lipman's path is " + sigma,
                () -> node(new ConditionalPathNodeFactory(), "path", "LIPMAN", "sigmaMin", sigma));
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, linear",
        "LIPMAN, lipman",
        "VARIANCE_PRESERVING, variance_preserving",
        "CONICAL, conical",
        "POLYNOMIAL, polynomial",
        "COSINE, cosine",
        "LINEAR_VARIANCE_PRESERVING, linear_variance_preserving",
        "VARIANCE_EXPLODING, variance_exploding",
        "TUBE, tube",
        "BROWNIAN_BRIDGE, bridge",
        "EXPRESSION, expression"
    })
    void everyPathIsItsOwnAndItsIntervalStandsInItsDescription(String choice, String id) throws Exception {
        ConditionalPathPortObject port = bench.first(node(new ConditionalPathNodeFactory(), "path", choice), coupling);
        ConditionalPath path = port.getSpec().path();
        assertEquals(id, path.id());
        // the choices are the bundle's own, so only their annotations can be seen from here
        Label label = Class.forName(
                        "org.flowmatch.knime.path.PathChoice", false, ConditionalPathNodeFactory.class.getClassLoader())
                .getField(choice)
                .getAnnotation(Label.class);
        assertEquals(path.needsGaussianSource(), label.description().contains("Needs a Gaussian source"));
        String text = described(label.value());
        assertTrue(text.contains("for t from " + plain(path.tMin()) + " to " + plain(path.tMax())), text);
    }

    /** What the node's description says of a path. */
    private static String described(String label) {
        NodeList items = new ConditionalPathNodeFactory().getXMLDescription().getElementsByTagName("li");
        return IntStream.range(0, items.getLength())
                .mapToObj(i -> items.item(i).getTextContent().replaceAll("\\s+", " "))
                .filter(text -> text.startsWith(label + ":"))
                .findFirst()
                .orElseThrow();
    }

    private static String plain(double t) {
        return new BigDecimal(t)
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Test
    void settingsReachTheirPaths() throws Exception {
        assertEquals(new PolynomialPath(3), path("POLYNOMIAL", "power", 3.0));
        assertEquals(new CosinePath(0.2), path("COSINE", "arcWidth", 0.2));
        assertEquals(
                new VarianceExplodingPath(0.02, 20, VarianceExplodingPath.Growth.LINEAR),
                path("VARIANCE_EXPLODING", "targetSigma", 0.02, "sourceSigma", 20.0, "sigmaDecay", "LINEAR"));
        assertEquals(new TubePath(0.3), path("TUBE", "tubeWidth", 0.3));
        assertEquals(new BridgePath(0.7), path("BROWNIAN_BRIDGE", "bridgeSigma", 0.7));
        assertEquals(
                new ExpressionPath("t^2", "1 - t^2"),
                path("EXPRESSION", "expressionA", "t^2", "expressionS", "1 - t^2"));
    }

    private ConditionalPath path(String choice, Object... settings) throws Exception {
        List<Object> all = new ArrayList<>(List.of("path", choice));
        all.addAll(List.of(settings));
        return ((ConditionalPathPortObjectSpec)
                        configure(node(new ConditionalPathNodeFactory(), all.toArray()), coupling)[0])
                .path();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POLYNOMIAL         | power       | 0.9  | The exponent of the polynomial path is 0.9",
                "POLYNOMIAL         | power       | 11   | The exponent of the polynomial path is 11",
                "COSINE             | arcWidth    | -0.1 | Sigma of the cosine path is -0.1",
                "VARIANCE_EXPLODING | targetSigma | 0    | Sigma min of the variance-exploding path is 0",
                "VARIANCE_EXPLODING | sourceSigma | 4    | Sigma max of the variance-exploding path is 4",
                "TUBE               | tubeWidth   | 0    | Sigma of the tube is 0",
                "TUBE               | tubeWidth   | 1.1  | Sigma of the tube is 1.1",
                "BROWNIAN_BRIDGE    | bridgeSigma | 0    | Sigma of the Brownian bridge is 0",
                "BROWNIAN_BRIDGE    | bridgeSigma | 2.1  | Sigma of the Brownian bridge is 2.1"
            })
    void settingsOutsideTheirRangeAreNamed(String path, String key, double value, String message) {
        assertRefused(message, () -> node(new ConditionalPathNodeFactory(), "path", path, key, value));
    }

    @Test
    void expressionsThatMakeNoPathAreRefused() {
        assertRefused(
                "a(t)", () -> node(new ConditionalPathNodeFactory(), "path", "EXPRESSION", "expressionA", "2 * t"));
        assertRefused("s(t)", () -> node(new ConditionalPathNodeFactory(), "path", "EXPRESSION", "expressionS", "q"));
        assertRefused("a(t)", () -> node(new ConditionalPathNodeFactory(), "path", "EXPRESSION", "expressionA", null));
    }

    @Test
    void betasOutsideTheirRangeAreNamed() {
        assertRefused(
                "Beta min of the variance-preserving path is 0",
                () -> node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING", "betaMin", 0.0));
        assertRefused(
                "Beta max of the variance-preserving path is 101",
                () -> node(new ConditionalPathNodeFactory(), "path", "VARIANCE_PRESERVING", "betaMax", 101.0));
    }
}
