// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flowmatch.acceptance.StoredWorkflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that writes the update site's bill of materials, as {@code ./flowmatch site} runs it, on a small site. */
class BillOfMaterialsTest {
    private static final String LICENCE = "lib/gson.jar = Apache-2.0 | com.google.code.gson:gson | Apache-2.0.txt\n";

    @TempDir
    Path folder;

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path bill() {
        return folder.resolve("bill.json");
    }

    /** Of a site with one bundle that holds one jar, of which its list of licences says this; the exit code and what was said. */
    private Map.Entry<Integer, String> write(String licences) throws Exception {
        byte[] bundle = zip(Map.of(
                "lib/gson.jar",
                zip(Map.of("linux/libgson.so", text("native"))),
                "licences.properties",
                text(licences),
                "licences/Apache-2.0.txt",
                text("Apache License")));
        Path site = Files.write(folder.resolve("site.zip"), zip(Map.of("plugins/org.flowmatch.djl_1.2.3.jar", bundle)));
        Path target = StoredWorkflow.repository().resolve("releng/org.flowmatch.sbom/target");
        assertTrue(Files.isDirectory(target.resolve("classes")), "the build makes " + target);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*",
                        "org.flowmatch.sbom.Sbom",
                        site.toString(),
                        StoredWorkflow.repository().toString(),
                        bill().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Map.entry(process.waitFor(), output);
    }

    @Test
    void everyJarAndLibraryOfOthersIsOnIt() throws Exception {
        Map.Entry<Integer, String> ended = write(LICENCE);
        assertEquals(0, ended.getKey(), ended.getValue());
        String bill = Files.readString(bill());
        for (String part : new String[] {
            "\"CycloneDX\"", "pkg:maven/com.google.code.gson/gson@", "linux/libgson.so", "SHA-256", "Apache-2.0"
        }) {
            assertTrue(bill.contains(part), part + " is missing in " + bill);
        }
    }

    @Test
    void aJarWithoutLicenceEndsIt() throws Exception {
        Map.Entry<Integer, String> ended = write("# nothing\n");
        assertEquals(1, ended.getKey());
        assertTrue(ended.getValue().contains("org.flowmatch.djl: lib/gson.jar has no licence"), ended.getValue());
        assertFalse(Files.exists(bill()));
    }

    @Test
    void aLicenceWithoutTextEndsIt() throws Exception {
        Map.Entry<Integer, String> ended = write(LICENCE.replace("Apache-2.0.txt", "absent.txt"));
        assertEquals(1, ended.getKey());
        assertTrue(ended.getValue().contains("licences/absent.txt"), ended.getValue());
    }
}
