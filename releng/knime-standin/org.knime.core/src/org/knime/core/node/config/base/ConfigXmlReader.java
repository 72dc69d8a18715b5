// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Function;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML form of workflow files; entities and document types are not followed, and trees are refused that are deeper
 * than a program's stack should have to bear.
 */
final class ConfigXmlReader {

    /** Settings of nodes are about ten levels deep. */
    private static final int DEEPEST = 100;

    private final XMLStreamReader m_xml;
    private final Deque<ConfigBase> m_open = new ArrayDeque<>();
    private ConfigBase m_root;

    private ConfigXmlReader(final XMLStreamReader xml) {
        m_xml = xml;
    }

    /** Fills the tree that the function makes for the root's key; throws when the XML is not a settings tree. */
    static ConfigBase read(final InputStream in, final Function<String, ConfigBase> newRoot) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new ConfigXmlReader(factory.createXMLStreamReader(in)).read(newRoot);
        } catch (XMLStreamException failure) {
            throw notSettings(failure.getLocation(), words(failure), failure);
        }
    }

    /** The parser's words without its own account of the place. */
    private static String words(final XMLStreamException failure) {
        String text = String.valueOf(failure.getMessage());
        int message = text.indexOf("Message: ");
        return message < 0 ? text : text.substring(message + "Message: ".length());
    }

    private static IOException notSettings(final Location place, final String problem, final Exception cause) {
        return new IOException(
                "it is not the XML of a workflow's settings"
                        + (place == null ? "" : " (line " + place.getLineNumber() + ")") + ": "
                        + problem.replaceAll("\\.+$", ""),
                cause);
    }

    private ConfigBase read(final Function<String, ConfigBase> newRoot) throws XMLStreamException, IOException {
        try {
            while (m_xml.hasNext()) {
                int event = m_xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    start(m_xml.getLocalName(), newRoot);
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && m_xml.getLocalName().equals("config")) {
                    m_open.pop();
                }
            }
            return m_root;
        } catch (IllegalArgumentException failure) {
            throw notSettings(m_xml.getLocation(), failure.getMessage(), failure);
        }
    }

    private void start(final String name, final Function<String, ConfigBase> newRoot) {
        if (name.equals("config") && m_root == null) {
            m_root = newRoot.apply(attribute("key"));
            m_open.push(m_root);
        } else if (name.equals("config")) {
            if (m_open.size() == DEEPEST) {
                throw new IllegalArgumentException("configs are nested deeper than " + DEEPEST + " levels");
            }
            m_open.push(m_open.element().addConfigBase(attribute("key")));
        } else if (name.equals("entry") && m_root != null) {
            m_open.element().put(leaf());
        } else {
            throw new IllegalArgumentException("the element <" + name + "> is unexpected here");
        }
    }

    private AbstractConfigEntry leaf() {
        boolean isNull = "true".equals(m_xml.getAttributeValue(null, "isnull"));
        String value = isNull ? null : ConfigText.decode(attribute("value"));
        String key = attribute("key");
        String type = attribute("type");
        return Arrays.stream(ConfigEntries.values())
                .filter(known -> known.name().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the entry \"" + key + "\" has the type '" + type + "', which is not known"))
                .createEntry(key, value);
    }

    private String attribute(final String name) {
        String value = m_xml.getAttributeValue(null, name);
        if (value == null) {
            throw new IllegalArgumentException("an element <" + m_xml.getLocalName() + "> has no attribute " + name);
        }
        return value;
    }
}
