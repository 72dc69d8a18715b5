// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Waiting;
import org.flowmatch.engine.gpu.CudaBuild;
import org.flowmatch.engine.gpu.CudaDownload;
import org.flowmatch.engine.gpu.GpuProbe;
import org.flowmatch.engine.gpu.LibraryChoice;
import org.flowmatch.engine.gpu.LibraryFolder;
import org.flowmatch.engine.library.CacheRoot;
import org.flowmatch.engine.library.LibraryCache;
import org.flowmatch.engine.library.LoadedSizes;

/**
 * Finds, unpacks and loads the native libtorch through DJL, and turns what can go wrong into messages: no library for
 * this kind of computer, a cache folder that cannot be written, has no room or could hold others' programs, a library that is
 * damaged or does not load. DJL finds all libraries in place: left to itself it would go into the temporary folder when the home
 * folder cannot be written, and take whatever lies in either.
 */
public final class NativeLibrary {

    private static final String LIBRARY_VARIABLE = "PYTORCH_LIBRARY_PATH";
    private static final String JNA_FOLDER = "jna.tmpdir";
    /** Parts of PyTorch's own archives for its tests: DJL would load them before what they need, which fails on Windows. */
    private static final List<String> NEEDLESS = List.of(
            "aoti_custom_ops", "backend_with_compiler", "jitbackend_test", "nnapi_backend", "shm", "torchbind_test");

    private static final long TICK_MS = 100;

    private NativeLibrary() {}

    /** The library of this process. @param folder empty for the product's own CPU build */
    record InUse(Optional<LibraryFolder> folder, boolean cuda) {}

    /**
     * To be called with DJL's class loader as the thread's context class loader.
     *
     * @param monitor messages and cancel while the library is unpacked, or another thread does that
     */
    static InUse ensureLoaded(String engine, Monitor monitor) {
        InUse library = Loaded.library;
        if (library != null) {
            return library;
        }
        while (!Waiting.until(
                () -> Loaded.LOCK.tryLock(TICK_MS, TimeUnit.MILLISECONDS), "The loading of libtorch was cancelled.")) {
            monitor.check();
        }
        try {
            if (Loaded.library == null) {
                quiet("OPT_OUT_TRACKING", "OPT_OUT_TRACKING");
                quiet("ai.djl.offline", "DJL_OFFLINE");
                LibraryChoice choice = choice();
                requireVersion(choice);
                load(engine, choice, monitor);
                Loaded.library = new InUse(choice.folder(), choice.cuda());
            }
            return Loaded.library;
        } finally {
            Loaded.LOCK.unlock();
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
                root().resolve("pytorch"),
                build,
                build.isPresent() && GpuProbe.ofThisComputer().driverFound());
    }

    static String platform() {
        return PackedTorch.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private static Path root() {
        return CacheRoot.of(Utils::getEnvOrSystemProperty, System.getProperty("user.home"))
                .toAbsolutePath();
    }

    /** DJL's folder for PyTorch, made when it is missing. @throws FlowException when it cannot be used */
    static LibraryCache cache() {
        LibraryCache cache = LibraryCache.in(root(), "pytorch");
        CudaDownload.removeLeftovers(cache.folder());
        return cache;
    }

    private static void load(String engine, LibraryChoice choice, Monitor monitor) {
        LibraryCache cache = cache();
        PackedTorch packed = PackedTorch.of(platform());
        Map<String, String> settings = new HashMap<>();
        settings.put(CacheRoot.VARIABLE, cache.folder().getParent().toString());
        if (System.getProperty(JNA_FOLDER) == null) {
            settings.put(JNA_FOLDER, cache.own("jna").toString());
        }
        Optional<LoadedSizes> sizes = choice.folder().map(folder -> foreign(folder, choice, packed, cache));
        if (choice.folder().isEmpty()) {
            cache.unpacked(packed.folder(choice.flavour()), packed.cpu(), monitor);
        } else {
            cache.unpacked(packed.folder(choice.flavour()), List.of(packed.java(choice.flavour())), monitor);
            settings.put(LIBRARY_VARIABLE, choice.folder().get().path().toString());
            settings.put("PYTORCH_FLAVOR", choice.flavour());
            settings.put(
                    "PYTORCH_LIBRARY_EXCLUSION",
                    NEEDLESS.stream().map(System::mapLibraryName).collect(Collectors.joining(",")));
        }
        with(settings, () -> start(engine, choice));
        sizes.ifPresent(LoadedSizes::keep);
    }

    /** The sizes of a library that the product did not bring, when others cannot have written it and it is whole. */
    private static LoadedSizes foreign(
            LibraryFolder folder, LibraryChoice choice, PackedTorch packed, LibraryCache cache) {
        String instead = choice.libraryPath().isPresent()
                ? "remove the environment variable " + LIBRARY_VARIABLE
                : "delete the folder " + folder.path() + " and download the library again";
        cache.trust().requireLibraries(folder.path(), instead);
        try {
            LoadedSizes sizes = LoadedSizes.of(folder.path(), cache.folder());
            sizes.require(
                    List.of(packed.java(choice.flavour())),
                    choice.libraryPath().isPresent() ? "unpack the library again" : instead);
            return sizes;
        } catch (IOException e) {
            throw new FlowException(
                    "The libraries in " + folder.path() + " cannot be read: " + IoReason.of(e) + ".",
                    "Check them; then restart.",
                    e);
        }
    }

    private static void start(String engine, LibraryChoice choice) {
        try {
            choice.folder().ifPresent(NativeLibrary::preload);
            Engine.getEngine(engine);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw choice.folder().isPresent() ? explain(e, choice) : explain(e);
        }
    }

    private static void with(Map<String, String> settings, Runnable action) {
        Map<String, String> before = new HashMap<>();
        settings.forEach((name, value) -> before.put(name, System.getProperty(name)));
        settings.forEach(System::setProperty);
        try {
            action.run();
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
        private static final ReentrantLock LOCK = new ReentrantLock();
        private static volatile InUse library;
    }

    private static void quiet(String property, String variable) {
        if (System.getProperty(property) == null && System.getenv(variable) == null) {
            System.setProperty(property, "true");
        }
    }

    static FlowException explain(Throwable failure) {
        return new FlowException(
                "The native library libtorch cannot be loaded: " + rootMessage(failure) + ".",
                "Check that the folder " + root() + " has room and may hold programs, delete it to unpack the library "
                        + "afresh, or set the environment variable " + CacheRoot.VARIABLE
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
