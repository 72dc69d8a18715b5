// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.sbom;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bundle says about the works of others in it: its {@code licences.properties}.
 *
 * @param files by their path in the bundle, or path!entry for a file inside a jar
 * @param within what is linked into the libraries of a jar, by the jar's path
 */
record Licences(Map<String, Work> files, Map<String, List<Work>> within) {

    static final String FILE = "licences.properties";

    private static final String WITHIN = "within.";
    private static final Pattern PART = Pattern.compile("\\s*([^(]+?)\\s*\\(([^)]+)\\),?");

    /**
     * @param spdx licence as an SPDX expression
     * @param name Maven coordinates, or a name with a version
     * @param texts paths in the bundle
     */
    record Work(String spdx, String name, List<String> texts) {}

    static Licences parse(byte[] content) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
        Map<String, Work> files = new TreeMap<>();
        Map<String, List<Work>> within = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            String[] parts = properties.getProperty(key).split("\\s*\\|\\s*");
            List<String> texts = texts(parts[parts.length - 1]);
            if (key.startsWith(WITHIN)) {
                List<Work> works = new ArrayList<>();
                for (Matcher matcher = PART.matcher(parts[0]); matcher.find(); ) {
                    works.add(new Work(matcher.group(2), matcher.group(1), texts));
                }
                within.put(key.substring(WITHIN.length()), works);
            } else {
                files.put(key, new Work(parts[0], parts[1], texts));
            }
        }
        return new Licences(files, within);
    }

    private static List<String> texts(String names) {
        return List.of(names.split("\\s+")).stream()
                .map(name -> name.startsWith("../") ? name.substring(3) : "licences/" + name)
                .toList();
    }
}
