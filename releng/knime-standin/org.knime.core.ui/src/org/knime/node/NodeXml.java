// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.flowmatch.standin.ui.DialogProbe;
import org.flowmatch.standin.ui.ParametersStore;
import org.flowmatch.standin.ui.PortsInput;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The description of a fluent node as XML: element knimeNode with name, shortDescription, fullDescription (intro and one
 * option per dialog field), ports and interactiveView. Texts are HTML and must be well-formed, as KNIME demands.
 */
final class NodeXml {

    private final DocumentBuilder builder;
    private final Document document;

    private NodeXml() throws ParserConfigurationException {
        builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        document = builder.newDocument();
    }

    /** @throws IllegalArgumentException when a text is not well-formed */
    static Element of(DefaultNode node) {
        try {
            return new NodeXml().write(node);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Element write(DefaultNode node) {
        Element root = document.createElement("knimeNode");
        document.appendChild(root);
        root.setAttribute("icon", node.icon);
        root.setAttribute("type", node.type.name());
        append(root, "name").setTextContent(node.name);
        append(root, "shortDescription").setTextContent(node.shortDescription);
        Element full = append(root, "fullDescription");
        html(append(full, "intro"), node.fullDescription);
        node.model.parametersClass.ifPresent(type -> options(full, type));
        node.links.forEach((href, text) -> {
            Element link = append(full, "link");
            link.setAttribute("href", href);
            link.setTextContent(text);
        });
        Element ports = append(root, "ports");
        ports(ports, "inPort", node.ports(true));
        ports(ports, "outPort", node.ports(false));
        node.view.ifPresent(view -> html(append(root, "interactiveView"), view.description));
        return root;
    }

    private void options(Element parent, Class<? extends NodeParameters> type) {
        PortsInput nothing = PortsInput.ofSpecs(new PortObjectSpec[0], new PortType[0], new PortType[0]);
        new DialogProbe(ParametersStore.create(type), nothing).labels().forEach(widget -> {
            Element option = append(parent, "option");
            option.setAttribute("name", widget.title());
            html(option, widget.description());
        });
    }

    private void ports(Element parent, String tag, List<PortGroup> groups) {
        for (int i = 0; i < groups.size(); i++) {
            Element port = append(parent, tag);
            port.setAttribute("index", Integer.toString(i));
            port.setAttribute("name", groups.get(i).name());
            html(port, groups.get(i).description());
        }
    }

    private Element append(Element parent, String tag) {
        Element child = document.createElement(tag);
        parent.appendChild(child);
        return child;
    }

    private void html(Element parent, String text) {
        try {
            Document parsed = builder.parse(new InputSource(new StringReader("<html>" + text + "</html>")));
            for (Node child = parsed.getDocumentElement().getFirstChild();
                    child != null;
                    child = child.getNextSibling()) {
                parent.appendChild(document.importNode(child, true));
            }
        } catch (SAXException | IOException malformed) {
            throw new IllegalArgumentException(
                    "A text of the node is not well-formed: " + malformed.getMessage() + ": " + text, malformed);
        }
    }
}
