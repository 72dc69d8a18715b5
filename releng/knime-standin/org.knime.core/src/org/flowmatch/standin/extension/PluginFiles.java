// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Declarations in the plugin.xml files that the class path holds at its roots. */
final class PluginFiles {

    private PluginFiles() {}

    private record FileExtension(String contributor, Map<String, String> attributes) implements Extension {

        @Override
        public String attribute(final String name) {
            return attributes.get(name);
        }

        @Override
        public Class<?> load(final String attribute) {
            String className = attribute(attribute);
            try {
                return Class.forName(className, false, PluginFiles.class.getClassLoader());
            } catch (ClassNotFoundException failure) {
                throw new IllegalStateException(
                        contributor + " declares the " + attribute + " " + className + ", but there is no such class.",
                        failure);
            }
        }
    }

    static List<Extension> find(final String point, final String element) {
        try {
            var found = new ArrayList<Extension>();
            for (URL file : Collections.list(PluginFiles.class.getClassLoader().getResources("plugin.xml"))) {
                try (InputStream in = file.openStream()) {
                    read(XMLInputFactory.newDefaultFactory().createXMLStreamReader(in), file, point, element, found);
                } catch (XMLStreamException failure) {
                    throw new IOException(file + " is not valid XML: " + failure.getMessage(), failure);
                }
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read the plugin.xml files: " + failure.getMessage(), failure);
        }
    }

    private static void read(
            final XMLStreamReader xml,
            final URL file,
            final String point,
            final String element,
            final List<Extension> found)
            throws XMLStreamException {
        boolean atPoint = false;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("extension")) {
                atPoint = point.equals(xml.getAttributeValue(null, "point"));
            } else if (atPoint && xml.getLocalName().equals(element)) {
                var attributes = new TreeMap<String, String>();
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                }
                found.add(new FileExtension(file.toString(), attributes));
            }
        }
    }
}
