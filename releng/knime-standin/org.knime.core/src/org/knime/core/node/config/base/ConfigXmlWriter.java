// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a settings tree in the XML form of workflow files, indented by four blanks per level. */
final class ConfigXmlWriter {

    static final String NAMESPACE = "http://www.knime.org/2008/09/XMLConfig";

    private static final String SCHEMA = "http://www.knime.org/XMLConfig_2008_09.xsd";
    private static final String INDENT = "    ";

    private final XMLStreamWriter m_xml;

    private ConfigXmlWriter(final XMLStreamWriter xml) {
        m_xml = xml;
    }

    static void write(final ConfigBase config, final OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            new ConfigXmlWriter(xml).write(config, 0);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IOException("Cannot write the settings \"" + config.getKey() + "\" as XML.", failure);
        }
    }

    private void write(final ConfigBase config, final int depth) throws XMLStreamException {
        String indent = INDENT.repeat(depth);
        m_xml.writeCharacters(indent);
        boolean empty = config.entries().isEmpty();
        if (empty) {
            m_xml.writeEmptyElement("config");
        } else {
            m_xml.writeStartElement("config");
        }
        if (depth == 0) {
            m_xml.writeDefaultNamespace(NAMESPACE);
            m_xml.writeNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
            m_xml.writeAttribute("xsi:schemaLocation", NAMESPACE + " " + SCHEMA);
        }
        m_xml.writeAttribute("key", config.getKey());
        if (!empty) {
            m_xml.writeCharacters("\n");
            for (AbstractConfigEntry entry : config.entries().values()) {
                if (entry instanceof ConfigBase child) {
                    write(child, depth + 1);
                } else {
                    m_xml.writeCharacters(indent + INDENT);
                    writeLeaf(entry);
                }
            }
            m_xml.writeCharacters(indent);
            m_xml.writeEndElement();
        }
        m_xml.writeCharacters("\n");
    }

    private void writeLeaf(final AbstractConfigEntry entry) throws XMLStreamException {
        String value = entry.toStringValue();
        m_xml.writeEmptyElement("entry");
        m_xml.writeAttribute("key", entry.getKey());
        m_xml.writeAttribute("type", entry.getType().name());
        if (value == null) {
            m_xml.writeAttribute("isnull", "true");
        }
        m_xml.writeAttribute("value", value == null ? "" : ConfigText.encode(value));
        m_xml.writeCharacters("\n");
    }
}
