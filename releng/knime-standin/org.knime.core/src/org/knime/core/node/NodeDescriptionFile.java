// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.flowmatch.standin.spi.NodeFacts;
import org.flowmatch.standin.spi.NodeFacts.Port;
import org.knime.core.node.NodeFactory.NodeType;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The XML description of a classic node: a file with the factory's name beside its class. */
final class NodeDescriptionFile {

    private NodeDescriptionFile() {}

    static NodeFacts read(final Class<?> factory) {
        try (InputStream in = factory.getResourceAsStream(factory.getSimpleName() + ".xml")) {
            return in == null
                    ? new NodeFacts(
                            factory.getSimpleName(),
                            NodeType.Other,
                            List.of(),
                            List.of(),
                            List.of(),
                            model -> Optional.empty())
                    : facts(DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(in)
                            .getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException failure) {
            throw new IllegalStateException(
                    "The description of " + factory.getName() + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static NodeFacts facts(final Element node) {
        NodeType type = Arrays.stream(NodeType.values())
                .filter(value -> value.name().equals(node.getAttribute("type")))
                .findFirst()
                .orElse(NodeType.Other);
        List<String> keywords =
                elements(node, "keyword").stream().map(Element::getTextContent).toList();
        return new NodeFacts(
                elements(node, "name").get(0).getTextContent(),
                type,
                keywords,
                ports(node, "inPort"),
                ports(node, "outPort"),
                model -> Optional.empty());
    }

    private static List<Port> ports(final Element node, final String tag) {
        return elements(node, tag).stream()
                .map(port -> new Port(
                        port.getAttribute("name"),
                        port.getAttribute("name"),
                        port.getTextContent().strip()))
                .toList();
    }

    private static List<Element> elements(final Element parent, final String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
