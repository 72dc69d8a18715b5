// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.flowmatch.acceptance.StoredWorkflow;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

/** Every work of others in a bundle has its licence in it. */
class LicencesTest {

    private static List<Bundle> shipped() {
        return Stream.of(FrameworkUtil.getBundle(LicencesTest.class)
                        .getBundleContext()
                        .getBundles())
                .filter(bundle ->
                        bundle.getSymbolicName().matches("org\\.flowmatch\\.(djl|engine|knime|xgboost|pytorch\\..*)"))
                .toList();
    }

    private static Properties licences(Bundle bundle) throws IOException {
        Properties licences = new Properties();
        URL file = bundle.getEntry("licences.properties");
        if (file != null) {
            try (InputStream in = file.openStream()) {
                licences.load(in);
            }
        }
        return licences;
    }

    private static Set<String> jars(Bundle bundle) {
        Set<String> jars = new TreeSet<>();
        if (bundle.getEntryPaths("lib") != null) {
            Collections.list(bundle.getEntryPaths("lib")).stream()
                    .filter(path -> path.endsWith(".jar"))
                    .forEach(jars::add);
        }
        return jars;
    }

    @Test
    void everyJarHasALicenceAndEveryLicenceItsTexts() throws IOException {
        assertEquals(5, shipped().size(), shipped()::toString);
        List<String> missing = new ArrayList<>();
        for (Bundle bundle : shipped()) {
            Properties licences = licences(bundle);
            for (String jar : jars(bundle)) {
                if (!licences.containsKey(jar)) {
                    missing.add(bundle.getSymbolicName() + ": " + jar);
                }
            }
            for (String work : licences.stringPropertyNames()) {
                String[] parts = licences.getProperty(work).split("\\|");
                for (String text : parts[parts.length - 1].strip().split("\\s+")) {
                    String path = text.startsWith("../") ? text.substring(3) : "licences/" + text;
                    if (isEmpty(bundle.getEntry(path))) {
                        missing.add(bundle.getSymbolicName() + ": " + path + " of " + work);
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean isEmpty(URL text) throws IOException {
        if (text == null) {
            return true;
        }
        try (InputStream in = text.openStream()) {
            return in.read() < 0;
        }
    }

    @Test
    void worksThatAreNotInJarsAreNamed() throws IOException {
        for (Bundle bundle : shipped()) {
            if (bundle.getSymbolicName().equals("org.flowmatch.knime")) {
                assertTrue(licences(bundle)
                        .getProperty("view/shared/lib/echarts.min.js")
                        .startsWith("Apache-2.0 "));
            }
            assertNull(bundle.getEntry("lib/kryo.jar"), "XGBoost does without");
        }
    }

    /** In what a user reads before installing. */
    @Test
    void featureAndReadmeNameEveryWork() throws IOException {
        for (String file : List.of("features/org.flowmatch.feature/feature.xml", "README.md")) {
            String text = Files.readString(StoredWorkflow.repository().resolve(file));
            for (String work : List.of(
                    "Deep Java Library",
                    "Gson",
                    "Apache Commons",
                    "XGBoost",
                    "Java Native Access",
                    "PyTorch",
                    "oneDNN",
                    "Intel oneMKL",
                    "libgomp",
                    "Apache ECharts")) {
                assertTrue(text.contains(work), file + " lacks " + work);
            }
        }
    }

    /** Before 3.18 a long name of a class ends in a StackOverflowError (CVE-2025-48924). */
    @Test
    void commonsLangIsOneWithoutItsKnownFault() throws IOException {
        Bundle djl = shipped().stream()
                .filter(bundle -> bundle.getSymbolicName().equals("org.flowmatch.djl"))
                .findFirst()
                .orElseThrow();
        try (JarInputStream jar =
                new JarInputStream(djl.getEntry("lib/commons-lang3.jar").openStream())) {
            String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
            assertTrue(new Version(version).compareTo(new Version(3, 18, 0)) >= 0, version);
        }
    }
}
