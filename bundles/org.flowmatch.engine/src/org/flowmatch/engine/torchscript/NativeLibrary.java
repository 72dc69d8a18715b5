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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.gpu.CudaBuild;
import org.flowmatch.engine.gpu.GpuProbe;
import org.flowmatch.engine.gpu.LibraryChoice;
import org.flowmatch.engine.gpu.LibraryFolder;

/**
 * Finds, unpacks and loads the native libtorch through DJL, and turns what can go wrong into messages: no library for
 * this kind of computer, a cache folder that cannot be written or has no room, a library that does not load.
 */
public final class NativeLibrary {

    private static final String PROPERTIES = "native/lib/pytorch.properties";
    private static final String CACHE_VARIABLE = "ENGINE_CACHE_DIR";
    private static final String LIBRARY_VARIABLE = "PYTORCH_LIBRARY_PATH";
    /** Parts of PyTorch's own archives for its tests: DJL would load them before what they need, which fails on Windows. */
    private static final List<String> NEEDLESS = List.of(
            "aoti_custom_ops", "backend_with_compiler", "jitbackend_test", "nnapi_backend", "shm", "torchbind_test");

    private static final long UNPACKED_BYTES = 460L << 20;

    private NativeLibrary() {}

    /** The library of this process. @param folder empty for the product's own CPU build */
    record InUse(Optional<LibraryFolder> folder, boolean cuda) {}

    /** To be called with DJL's class loader as the thread's context class loader. */
    static InUse ensureLoaded(String engine) {
        InUse library = Loaded.library;
        if (library != null) {
            return library;
        }
        synchronized (Loaded.class) {
            if (Loaded.library == null) {
                quiet("OPT_OUT_TRACKING", "OPT_OUT_TRACKING");
                quiet("ai.djl.offline", "DJL_OFFLINE");
                LibraryChoice choice = choice();
                requireVersion(choice);
                if (choice.folder().isEmpty()) {
                    requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
                }
                load(engine, choice);
                Loaded.library = new InUse(choice.folder(), choice.cuda());
            }
            return Loaded.library;
        }
    }

    /** The library that this process has loaded, if it has loaded one. */
    static Optional<InUse> inUse() {
        return Optional.ofNullable(Loaded.library);
    }

    /** The library that a new process would load. */
    static LibraryChoice choice() {
        Optional<CudaBuild> build = CudaBuild.of(platform());
        return LibraryChoice.of(
                Optional.ofNullable(Utils.getEnvOrSystemProperty(LIBRARY_VARIABLE))
                        .filter(path -> !path.isBlank()),
                cache(),
                build,
                build.isPresent() && GpuProbe.ofThisComputer().driverFound());
    }

    static String platform() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** DJL's folder for PyTorch. */
    static Path cache() {
        return Utils.getEngineCacheDir("pytorch").toAbsolutePath();
    }

    private static void load(String engine, LibraryChoice choice) {
        Map<String, String> settings = choice.folder()
                .map(folder -> Map.of(
                        LIBRARY_VARIABLE,
                        folder.path().toString(),
                        "PYTORCH_FLAVOR",
                        choice.flavour(),
                        "PYTORCH_LIBRARY_EXCLUSION",
                        NEEDLESS.stream().map(System::mapLibraryName).collect(Collectors.joining(","))))
                .orElse(Map.of());
        Map<String, String> before = new HashMap<>();
        settings.forEach((name, value) -> before.put(name, System.getProperty(name)));
        settings.forEach(System::setProperty);
        try {
            choice.folder().ifPresent(NativeLibrary::preload);
            Engine.getEngine(engine);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw choice.folder().isPresent() ? explain(e, choice) : explain(e);
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
    }

    /** On Windows torch_cuda.dll needs cuDNN, which DJL leaves out and Windows does not look for beside it. */
    static void preload(LibraryFolder folder) {
        Path cudnn = folder.path().resolve("cudnn64_9.dll");
        if (Files.isRegularFile(cudnn)) {
            System.load(cudnn.toAbsolutePath().toString());
        }
    }

    private static void requireVersion(LibraryChoice choice) {
        choice.folder()
                .flatMap(LibraryFolder::version)
                .filter(version -> !version.equals(CudaBuild.VERSION))
                .ifPresent(version -> {
                    throw new FlowException(
                            "The environment variable " + LIBRARY_VARIABLE + " names libtorch " + version + " in "
                                    + choice.folder().orElseThrow().path() + ", but " + CudaBuild.VERSION
                                    + " is needed.",
                            "Let it name the lib folder of libtorch " + CudaBuild.VERSION
                                    + ", or remove it; then restart.");
                });
    }

    /** The one libtorch of this process; a property of the process, so the only state kept. */
    private static final class Loaded {
        private static volatile InUse library;
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
        Path cache = cache();
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
        return new FlowException(
                "The native library libtorch cannot be loaded: " + rootMessage(failure) + ".",
                "Check that the folder " + cache() + " has room and may hold programs, delete it to unpack the library "
                        + "afresh, or set the environment variable " + CACHE_VARIABLE
                        + " to another folder; then restart.",
                failure);
    }

    /** What is wrong with a library that the product did not bring. */
    static FlowException explain(Throwable failure, LibraryChoice choice) {
        Path folder = choice.folder().orElseThrow().path();
        String text = rootMessage(failure);
        String remedy;
        if (text.contains("undefined symbol") || text.contains("procedure could not be found")) {
            remedy = "It is of another version or kind than libtorch " + CudaBuild.VERSION + ", which is needed.";
        } else if (text.contains("libcuda.so") || text.contains("nvcuda")) {
            remedy = "It needs NVIDIA's driver: install it and restart the computer.";
        } else if (text.contains("dependent libraries")) {
            remedy = "Install the Visual C++ Redistributable, and add the folder to the environment variable PATH.";
        } else {
            remedy = "Check that the folder holds all libraries of libtorch " + CudaBuild.VERSION
                    + " and may be read and run.";
        }
        return new FlowException(
                "The native library libtorch in " + folder + " cannot be loaded: " + text + ".",
                remedy
                        + (choice.libraryPath().isPresent()
                                ? " Or remove the environment variable " + LIBRARY_VARIABLE + "; then restart."
                                : " Or delete the folder; then restart."),
                failure);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
