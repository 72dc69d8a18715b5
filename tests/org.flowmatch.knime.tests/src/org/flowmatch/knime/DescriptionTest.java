// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.flowmatch.standin.ui.DialogProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a user reads of a node before running it. Making the XML also proves that all texts are well-formed HTML. */
class DescriptionTest {
    private static final Pattern FORMULA = Pattern.compile(" = (?!0|1)|\\bdx\\b|\\|\\^|[a-z]\\(x");

    /** An index or a power that is written with a sign instead of small. */
    private static final Pattern PLAIN_INDEX = Pattern.compile("\\b[a-z]_[a-z0-9]\\b|[\\w)|]\\^[\\w(]");

    /** One that is in one piece, and so not typeset, but for the name of a column. */
    private static final Pattern PLAIN_FORMULA =
            Pattern.compile("\\b[a-z]+_[a-z0-9]+\\b|[\\w)|\\]]\\^[\\w(]|(?<!\"\\()\\b[xz][01]\\b");

    private static final Set<String> WRITTEN = Set.of("a(t), the weight of x1", "s(t), the weight of x0");

    /** Characters of a setting's description that several nodes have. */
    private static final int SHARED = 1500;

    private static final Pattern REFERENCE = Pattern.compile("References: .*\\((19|20)\\d\\d\\)", Pattern.DOTALL);

    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void saysWhatTheNodeIsForWhatToDoWhenItFailsAndWhereItComesFrom(OwnNodes node) {
        Element xml = node.factory().getXMLDescription();
        String intro = only(xml, "intro").getTextContent();
        assertTrue(intro.contains("When something goes wrong."), intro);
        assertTrue(REFERENCE.matcher(intro).find(), intro);
        String summary = only(xml, "shortDescription").getTextContent();
        assertTrue(summary.endsWith(".") && summary.length() < 120, summary);
    }

    /** What a user gets comes first, and how it is computed after it. */
    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void beginsWithoutAFormulaAndTypesetsThoseThatFollow(OwnNodes node) {
        Element intro = only(node.factory().getXMLDescription(), "intro");
        String first = elements(intro, "p").get(0).getTextContent();
        assertFalse(FORMULA.matcher(first).find(), first);
        assertFalse(PLAIN_INDEX.matcher(intro.getTextContent()).find(), intro::getTextContent);
    }

    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void describesEverySettingOnce(OwnNodes node) throws Exception {
        List<Element> options = elements(node.factory().getXMLDescription(), "option");
        DialogProbe dialog = node.dialog(1);
        assertEquals(dialog.widgets().size(), options.size());
        List<String> titles =
                options.stream().map(option -> option.getAttribute("name")).toList();
        assertEquals(titles.size(), new HashSet<>(titles).size(), titles::toString);
        for (Element option : options) {
            assertFalse(option.getAttribute("name").isBlank());
            assertSentence(option.getAttribute("name"), option.getTextContent());
        }
    }

    /** As the text above it; what a user writes into a setting stays as it is written. */
    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void settingsHaveTypesetFormulasToo(OwnNodes node) {
        for (Element option : elements(node.factory().getXMLDescription(), "option")) {
            if (!WRITTEN.contains(option.getAttribute("name"))) {
                for (String text : texts(option)) {
                    assertFalse(PLAIN_FORMULA.matcher(text).find(), text);
                }
            }
        }
    }

    private static List<String> texts(Node of) {
        if (of.getNodeType() == Node.TEXT_NODE) {
            return List.of(of.getTextContent());
        }
        NodeList inside = of.getChildNodes();
        return IntStream.range(0, inside.getLength())
                .mapToObj(i -> texts(inside.item(i)))
                .flatMap(List::stream)
                .toList();
    }

    /** What nodes share is told at length at one of them. */
    @Test
    void sharedSettingsAreShort() {
        Map<String, OwnNodes> told = new HashMap<>();
        for (OwnNodes node : OwnNodes.values()) {
            for (Element option : elements(node.factory().getXMLDescription(), "option")) {
                String text = option.getTextContent();
                OwnNodes other = told.putIfAbsent(option.getAttribute("name") + text, node);
                assertTrue(other == null || text.length() <= SHARED, node + " and " + other + ": " + text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void describesEveryPort(OwnNodes node) {
        Element xml = node.factory().getXMLDescription();
        List<Element> ports = elements(xml, "inPort");
        ports.addAll(elements(xml, "outPort"));
        assertFalse(ports.isEmpty());
        for (Element port : ports) {
            assertSentence(port.getAttribute("name"), port.getTextContent());
        }
    }

    private static void assertSentence(String of, String text) {
        assertTrue(text.strip().endsWith("."), of + ": " + text);
        assertTrue(Character.isUpperCase(text.strip().charAt(0)), of + ": " + text);
    }

    private static Element only(Element parent, String tag) {
        List<Element> found = elements(parent, tag);
        assertEquals(1, found.size(), tag);
        return found.get(0);
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
