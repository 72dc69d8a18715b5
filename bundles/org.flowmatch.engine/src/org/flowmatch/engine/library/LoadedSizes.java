// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;

/**
 * The sizes that the libraries of a folder had when they were last loaded well, for folders whose libraries no jar holds. A
 * library that was cut short would end the process without a word when it is loaded.
 *
 * @param folder with the libraries
 * @param file that keeps their sizes
 */
public record LoadedSizes(Path folder, Path file) {

    private static final System.Logger LOG = System.getLogger(LoadedSizes.class.getName());
    private static final Pattern LIBRARY = Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib)");

    /** @param cache in which the sizes are kept, of each folder in a file of its own */
    public static LoadedSizes of(Path folder, Path cache) throws IOException {
        Path real = folder.toRealPath();
        return new LoadedSizes(real, cache.resolve("flowmatch-sizes").resolve(digest(real.toString()) + ".properties"));
    }

    /**
     * @param packed libraries that may lie in the folder, too, and whose sizes are known
     * @param afresh how to get the libraries again: the end of a sentence without its full stop
     * @throws FlowException when a library is missing or has another size
     */
    public void require(List<PackedLibrary> packed, String afresh) {
        try {
            Map<String, Long> now = sizes();
            for (PackedLibrary library : packed) {
                long bytes = now.getOrDefault(library.name(), library.bytes());
                if (bytes != library.bytes()) {
                    throw damaged(library.name() + " has " + bytes + " bytes instead of " + library.bytes(), afresh);
                }
            }
            for (Map.Entry<String, Long> before : kept().entrySet()) {
                Long bytes = now.get(before.getKey());
                if (!before.getValue().equals(bytes)) {
                    throw damaged(
                            before.getKey()
                                    + (bytes == null
                                            ? " is missing"
                                            : " has " + bytes + " bytes instead of " + before.getValue())
                                    + ", as it was when it was last loaded",
                            "if you have changed it on purpose, delete the file " + file + "; if not, " + afresh);
                }
            }
        } catch (IOException e) {
            throw new FlowException(
                    "The libraries in " + folder + " cannot be examined: " + IoReason.of(e) + ".",
                    CacheRoot.capital(afresh) + "; then restart.",
                    e);
        }
    }

    /** To be called when the libraries were loaded. Nothing is kept when the cache cannot be written. */
    public void keep() {
        try {
            Map<String, Long> now = sizes();
            if (now.equals(kept())) {
                return;
            }
            Properties properties = new Properties();
            now.forEach((name, bytes) -> properties.setProperty(name, bytes.toString()));
            Files.createDirectories(file.getParent());
            Path made = Files.createTempFile(file.getParent(), "sizes", null);
            try {
                try (Writer out = Files.newBufferedWriter(made)) {
                    properties.store(out, folder.toString());
                }
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "sizes cannot be kept", e);
        }
    }

    private Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString();
                if (LIBRARY.matcher(name).matches()) {
                    sizes.put(name, Files.size(path));
                }
            }
        }
        return sizes;
    }

    /** Empty when nothing was kept, or what is there is not a list of sizes. */
    private Map<String, Long> kept() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        Map<String, Long> sizes = new TreeMap<>();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            for (String name : properties.stringPropertyNames()) {
                sizes.put(name, Long.valueOf(properties.getProperty(name)));
            }
            return sizes;
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, file + " holds no sizes", e);
            return Map.of();
        }
    }

    private FlowException damaged(String what, String remedy) {
        return new FlowException(
                "The native library libtorch in " + folder + " is damaged or was changed: " + what + ".",
                CacheRoot.capital(remedy) + "; then restart.");
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
