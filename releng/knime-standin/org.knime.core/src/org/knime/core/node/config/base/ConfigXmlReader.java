// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML form of workflow files; entities and document types are not followed. */
final class ConfigXmlReader {

    private ConfigXmlReader() {}

    /** Fills the tree that the function makes for the root's key; throws when the XML is not a settings tree. */
    static ConfigBase read(final InputStream in, final Function<String, ConfigBase> newRoot) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return read(factory.createXMLStreamReader(in), newRoot);
        } catch (XMLStreamException | IllegalArgumentException failure) {
            throw new IOException("The settings are not valid XML of a workflow: " + failure.getMessage(), failure);
        }
    }

    private static ConfigBase read(final XMLStreamReader xml, final Function<String, ConfigBase> newRoot)
            throws XMLStreamException {
        Deque<ConfigBase> open = new ArrayDeque<>();
        ConfigBase root = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("config") && root == null) {
                    root = newRoot.apply(attribute(xml, "key"));
                    open.push(root);
                } else if (name.equals("config")) {
                    open.push(open.element().addConfigBase(attribute(xml, "key")));
                } else if (name.equals("entry") && root != null) {
                    open.element().put(leaf(xml));
                } else {
                    throw new IllegalArgumentException("unexpected element <" + name + ">");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("config")) {
                open.pop();
            }
        }
        return root;
    }

    private static AbstractConfigEntry leaf(final XMLStreamReader xml) {
        boolean isNull = "true".equals(xml.getAttributeValue(null, "isnull"));
        String value = isNull ? null : ConfigText.decode(attribute(xml, "value"));
        return ConfigEntries.valueOf(attribute(xml, "type")).createEntry(attribute(xml, "key"), value);
    }

    private static String attribute(final XMLStreamReader xml, final String name) {
        String value = xml.getAttributeValue(null, name);
        if (value == null) {
            throw new IllegalArgumentException("<" + xml.getLocalName() + "> without " + name);
        }
        return value;
    }
}
