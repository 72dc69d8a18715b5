// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.flowmatch.standin.ui.DialogProbe;
import org.flowmatch.standin.ui.DialogWidget;
import org.flowmatch.standin.ui.ParametersStore;
import org.flowmatch.standin.ui.PortsInput;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The description of a fluent node. As XML: element knimeNode with name, shortDescription, fullDescription (intro and one
 * option per dialog field), ports and interactiveView. Texts are HTML and must be well-formed, as KNIME demands.
 */
final class FluentNodeDescription extends NodeDescription {

    private final Class<?> factory;
    private final DefaultNode node;

    FluentNodeDescription(Class<?> factory, DefaultNode node) {
        this.factory = factory;
        this.node = node;
    }

    private List<PortGroup> groups(boolean input) {
        return node.ports.stream().filter(group -> group.input() == input).toList();
    }

    @Override
    public String getNodeName() {
        return node.name;
    }

    @Override
    public String getIconPath() {
        return node.icon;
    }

    @Override
    public NodeType getType() {
        return node.type.orElse(NodeType.Other);
    }

    @Override
    public String[] getKeywords() {
        return node.keywords.toArray(String[]::new);
    }

    @Override
    public Optional<String> getShortDescription() {
        return Optional.of(node.shortDescription);
    }

    @Override
    public Optional<String> getIntro() {
        return Optional.of(node.fullDescription);
    }

    @Override
    public String getInportName(int index) {
        return groups(true).get(index).name();
    }

    @Override
    public String getInportDescription(int index) {
        return groups(true).get(index).description();
    }

    @Override
    public String getOutportName(int index) {
        return groups(false).get(index).name();
    }

    @Override
    public String getOutportDescription(int index) {
        return groups(false).get(index).description();
    }

    @Override
    public String getInteractiveViewName() {
        return node.view.map(view -> node.name).orElse(null);
    }

    @Override
    public Optional<String> getInteractiveViewDescription() {
        return node.view.map(view -> view.description);
    }

    @Override
    public int getViewCount() {
        return 0;
    }

    @Override
    public String getViewName(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public String getViewDescription(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    /** @throws IllegalStateException when a text is not well-formed */
    @Override
    public Element getXMLDescription() {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            Document document = builder.newDocument();
            return new Writer(builder, document).node();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final class Writer {

        private final DocumentBuilder builder;
        private final Document document;

        Writer(DocumentBuilder builder, Document document) {
            this.builder = builder;
            this.document = document;
        }

        Element node() {
            Element root = document.createElement("knimeNode");
            document.appendChild(root);
            root.setAttribute("icon", node.icon);
            root.setAttribute("type", getType().name());
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
            ports(ports, "inPort", groups(true));
            ports(ports, "outPort", groups(false));
            node.view.ifPresent(view -> html(append(root, "interactiveView"), view.description));
            return root;
        }

        private void options(Element parent, Class<? extends NodeParameters> type) {
            PortsInput nothing = PortsInput.ofSpecs(new PortObjectSpec[0], new PortType[0], new PortType[0]);
            for (DialogWidget widget : new DialogProbe(ParametersStore.create(type), nothing).widgets()) {
                Element option = append(parent, "option");
                option.setAttribute("name", widget.title());
                html(option, widget.description());
            }
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
                throw new IllegalStateException(
                        "A text of " + factory.getName() + " is not well-formed: " + malformed.getMessage() + ": "
                                + text,
                        malformed);
            }
        }
    }
}
