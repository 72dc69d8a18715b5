// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;

/**
 * Finds, unpacks and loads the native libtorch through DJL, and turns what can go wrong into messages: no library for
 * this kind of computer, a cache folder that cannot be written or has no room, a library that does not load.
 */
public final class NativeLibrary {

    private static final String PROPERTIES = "native/lib/pytorch.properties";
    private static final String CACHE_VARIABLE = "ENGINE_CACHE_DIR";
    private static final String LIBRARY_VARIABLE = "PYTORCH_LIBRARY_PATH";
    private static final long UNPACKED_BYTES = 460L << 20;

    private NativeLibrary() {}

    /** To be called with DJL's class loader as the thread's context class loader. */
    static void ensureLoaded(String engine) {
        if (Loaded.done) {
            return;
        }
        synchronized (Loaded.class) {
            if (!Loaded.done) {
                quiet("OPT_OUT_TRACKING", "OPT_OUT_TRACKING");
                quiet("ai.djl.offline", "DJL_OFFLINE");
                if (Utils.getEnvOrSystemProperty(LIBRARY_VARIABLE) == null) {
                    requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
                }
                try {
                    Engine.getEngine(engine);
                } catch (RuntimeException | LinkageError | AssertionError e) {
                    throw explain(e);
                }
                Loaded.done = true;
            }
        }
    }

    /** Whether the one libtorch of this process is loaded; a property of the process, so the only state kept. */
    private static final class Loaded {
        private static volatile boolean done;
    }

    private static void quiet(String property, String variable) {
        if (System.getProperty(property) == null && System.getenv(variable) == null) {
            System.setProperty(property, "true");
        }
    }

    /**
     * Checks that the native library for a kind of computer is at hand, and that the cache has room when the library has
     * not been unpacked there yet.
     *
     * @param osName as the system property {@code os.name}
     * @param osArch as the system property {@code os.arch}
     * @throws FlowException otherwise
     */
    public static void requirePlatform(String osName, String osArch) {
        String platform = platform(osName, osArch);
        Properties library = find(platform);
        Path cache = Utils.getEngineCacheDir("pytorch").toAbsolutePath();
        Path folder =
                cache.resolve(library.getProperty("version") + "-" + library.getProperty("flavor") + "-" + platform);
        if (!Files.isRegularFile(folder.resolve(System.mapLibraryName("torch")))) {
            requireRoom(cache, UNPACKED_BYTES);
        }
    }

    static String platform(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.startsWith("win") ? "win" : name.startsWith("mac") ? "osx" : name.replace(' ', '-');
        String arch = "amd64".equals(osArch) ? "x86_64" : osArch;
        return os + "-" + arch;
    }

    private static Properties find(String platform) {
        try {
            for (URL url : Collections.list(NDManager.class.getClassLoader().getResources(PROPERTIES))) {
                Properties properties = new Properties();
                try (InputStream in = url.openStream()) {
                    properties.load(in);
                }
                if (platform.equals(properties.getProperty("classifier"))) {
                    return properties;
                }
            }
        } catch (IOException e) {
            throw new FlowException(
                    "The description of the native library libtorch cannot be read: " + e.getMessage() + ".",
                    "Reinstall the extension.",
                    e);
        }
        if ("osx-x86_64".equals(platform)) {
            throw new FlowException(
                    "There is no native library (libtorch) for Macs with an Intel processor.",
                    "Use a Mac with Apple silicon, Linux (x86-64 or aarch64) or Windows (x86-64).");
        }
        throw new FlowException(
                "There is no native library (libtorch) for this computer, which is " + platform + ".",
                "Linux (x86-64, aarch64), Windows (x86-64) and macOS on Apple silicon are supported; on one of these, "
                        + "install the feature's native fragment for it.");
    }

    /**
     * @param cache a folder, made when it is missing
     * @throws FlowException unless the folder can be written and so many bytes are free
     */
    public static void requireRoom(Path cache, long bytes) {
        String move =
                "Free some, or set the environment variable " + CACHE_VARIABLE + " to another folder and restart.";
        try {
            Files.createDirectories(cache);
            Files.delete(Files.createTempFile(cache, "room", null));
        } catch (IOException e) {
            throw new FlowException(
                    "The native library libtorch cannot be unpacked, because the folder " + cache
                            + " cannot be written: " + IoReason.of(e) + ".",
                    "Make it writable, or set the environment variable " + CACHE_VARIABLE
                            + " to another folder and restart.",
                    e);
        }
        long free = cache.toFile().getUsableSpace();
        if (free < bytes) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "The native library libtorch needs %d MB in the folder %s, but only %d MB are free.",
                            bytes >> 20,
                            cache,
                            free >> 20),
                    move);
        }
    }

    static FlowException explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        Path cache = Utils.getEngineCacheDir("pytorch").toAbsolutePath();
        return new FlowException(
                "The native library libtorch cannot be loaded: " + root.getMessage() + ".",
                "Check that the folder " + cache + " has room and may hold programs, delete it to unpack the library "
                        + "afresh, or set the environment variable " + CACHE_VARIABLE
                        + " to another folder; then restart.",
                failure);
    }
}
