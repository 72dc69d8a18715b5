// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a bundle holds, read once from the update site.
 *
 * @param files SHA-256 of each file
 * @param natives SHA-256 of the native libraries inside the bundle's jars, by jar!entry
 * @param sizes of the files
 * @param licences empty for a bundle without works of others
 */
record Shipped(Map<String, String> files, Map<String, String> natives, Map<String, Long> sizes, Licences licences) {

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib|jnilib|a)");

    static Shipped read(InputStream bundle) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Map<String, String> natives = new TreeMap<>();
        Map<String, Long> sizes = new TreeMap<>();
        Licences licences = new Licences(Map.of(), Map.of());
        ZipInputStream zip = new ZipInputStream(bundle);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.isDirectory()) {
                continue;
            }
            Hashing in = new Hashing(zip);
            if (entry.getName().equals(Licences.FILE)) {
                licences = Licences.parse(in.readAllBytes());
            } else if (entry.getName().endsWith(".jar")) {
                readJar(entry.getName(), in, natives);
            }
            in.transferTo(OutputStream.nullOutputStream());
            files.put(entry.getName(), in.hash());
            sizes.put(entry.getName(), in.bytes);
        }
        return new Shipped(files, natives, sizes, licences);
    }

    private static void readJar(String jar, InputStream in, Map<String, String> natives) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (NATIVE.matcher(entry.getName()).matches()) {
                natives.put(jar + "!" + entry.getName(), hash(zip));
            }
        }
    }

    static String hash(InputStream in) throws IOException {
        Hashing hashing = new Hashing(in);
        hashing.transferTo(OutputStream.nullOutputStream());
        return hashing.hash();
    }

    /** Hashes what is read through it; closing it closes nothing. */
    private static final class Hashing extends InputStream {
        private final InputStream in;
        private final MessageDigest digest;
        private long bytes;

        Hashing(InputStream in) {
            this.in = in;
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java has SHA-256", e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int off, int len) throws IOException {
            int n = in.read(to, off, len);
            if (n > 0) {
                digest.update(to, off, n);
                bytes += n;
            }
            return n;
        }

        String hash() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
