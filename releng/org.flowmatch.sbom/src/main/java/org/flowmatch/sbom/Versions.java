// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The versions of the artifacts that the build puts into bundles, by "group:artifact": those that the bundles' poms ask for. */
record Versions(Map<String, String> of) {

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    static Versions read(Path repository) throws IOException {
        Map<String, String> shared = properties(xml(repository.resolve("pom.xml")));
        Map<String, String> versions = new TreeMap<>();
        for (Path pom : poms(repository.resolve("bundles"))) {
            Document document = xml(pom);
            Map<String, String> properties = new HashMap<>(shared);
            properties.putAll(properties(document));
            NodeList items = document.getElementsByTagName("artifactItem");
            for (int i = 0; i < items.getLength(); i++) {
                Element item = (Element) items.item(i);
                versions.put(
                        text(item, "groupId") + ":" + text(item, "artifactId"),
                        filled(text(item, "version"), properties));
            }
        }
        return new Versions(versions);
    }

    private static List<Path> poms(Path bundles) throws IOException {
        try (Stream<Path> folders = Files.list(bundles)) {
            return folders.map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static Document xml(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    private static Map<String, String> properties(Document document) {
        Map<String, String> properties = new HashMap<>();
        NodeList children = document.getDocumentElement().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeName().equals("properties")) {
                for (Node node = children.item(i).getFirstChild(); node != null; node = node.getNextSibling()) {
                    properties.put(node.getNodeName(), node.getTextContent().strip());
                }
            }
        }
        return properties;
    }

    private static String text(Element item, String name) {
        return item.getElementsByTagName(name).item(0).getTextContent().strip();
    }

    private static String filled(String text, Map<String, String> properties) {
        Matcher matcher = PROPERTY.matcher(text);
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
    }
}
