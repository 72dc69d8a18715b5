// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Takes a zip apart and puts it together again, so that a test can edit a part as a user with a zip tool would. */
public final class ZipParts {
    private ZipParts() {}

    static Map<String, byte[]> read(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    static void write(Map<String, byte[]> parts, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
    }

    public static String text(Path file, String name) throws IOException {
        return new String(read(file).get(name), StandardCharsets.UTF_8);
    }

    /** Replaces text within one part. */
    static void edit(Path file, String name, String from, String to) throws IOException {
        Map<String, byte[]> parts = read(file);
        String before = new String(parts.get(name), StandardCharsets.ISO_8859_1);
        if (!before.contains(from)) {
            throw new IllegalArgumentException(name + " holds no " + from + ": " + before);
        }
        parts.put(name, before.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
        write(parts, file);
    }
}
