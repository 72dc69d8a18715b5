// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.CudaBuild;
import org.flowmatch.engine.gpu.CudaFailure;
import org.flowmatch.engine.gpu.Device;

/**
 * The one gate to libtorch: every call into DJL passes through {@link #call}. It prepares the calling thread and gives
 * it back as it was:
 *
 * <ul>
 *   <li>the context class loader is DJL's own, because DJL looks for its engine there, and a first look under another
 *       loader fails for the rest of the JVM's life
 *   <li>gradient recording is off; it is a property of the thread, and on in a fresh one
 *   <li>libtorch uses the number of threads asked for
 *   <li>programs run as written: libtorch's profiling and rewriting of them slows the first calls and, with written-out
 *       gradients and no fusing compiler on the CPU, never pays
 * </ul>
 *
 * Before the first call DJL's telemetry and downloads are switched off, unless the user has set them.
 */
public final class TorchRuntime {

    /** The version of the native library that this product carries. */
    public static final String LIBTORCH_VERSION = CudaBuild.VERSION;

    private static final String ENGINE = "PyTorch";

    private TorchRuntime() {}

    /**
     * Loads libtorch if that has not happened yet: about a second, and several when the native library is unpacked into
     * DJL's cache for the first time.
     *
     * @throws org.flowmatch.engine.FlowException when there is no native library for this computer, or it cannot be unpacked or loaded
     */
    public static void load() {
        load(Monitor.none());
    }

    /**
     * {@link #load()}, which reports what it does and can be cancelled while the library is unpacked.
     *
     * @param monitor its fraction stays 0
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    public static void load(Monitor monitor) {
        call(1, monitor, () -> null);
    }

    /**
     * Runs an action that uses libtorch.
     *
     * @param threads number of threads for one operation, at least 1
     * @throws FlowException when libtorch cannot be loaded, has no memory left, or fails on the GPU
     */
    static <T> T call(int threads, Supplier<T> action) {
        return call(threads, Monitor.none(), action);
    }

    private static <T> T call(int threads, Monitor loading, Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(NDManager.class.getClassLoader());
        try {
            NativeLibrary.ensureLoaded(ENGINE, loading);
            return inGradMode(false, () -> withThreads(threads, () -> asWritten(action)));
        } catch (EngineException e) {
            Optional<FlowException> failure = CudaFailure.of(String.valueOf(e.getMessage()), e);
            if (failure.isPresent()) {
                throw failure.get();
            }
            throw e;
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    private static <T> T inGradMode(boolean mode, Supplier<T> action) {
        boolean before = JniUtils.isGradMode();
        if (before == mode) {
            return action.get();
        }
        JniUtils.setGradMode(mode);
        try {
            return action.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static <T> T withThreads(int threads, Supplier<T> action) {
        int before = JniUtils.getNumThreads();
        if (before == threads) {
            return action.get();
        }
        JniUtils.setNumThreads(threads);
        try {
            return action.get();
        } finally {
            JniUtils.setNumThreads(before);
        }
    }

    /** A property of the thread that libtorch does not tell; it is on in every other thread. */
    private static <T> T asWritten(Supplier<T> action) {
        JniUtils.setGraphExecutorOptimize(false);
        try {
            return action.get();
        } finally {
            JniUtils.setGraphExecutorOptimize(true);
        }
    }

    /**
     * The folder of this user in which native libraries lie, and beside them what was learnt of this computer.
     *
     * @throws FlowException when it cannot be used, or libtorch cannot be loaded
     */
    public static Path cacheFolder() {
        load();
        return NativeLibrary.cache().folder();
    }

    /** Whether the loaded libtorch finds a GPU. DJL's own count of GPUs needs a CUDA toolkit, which few users have. */
    static boolean hasCuda() {
        return call(1, () -> Engine.getEngine(ENGINE).hasCapability("CUDA"));
    }

    /** DJL's name of a device. */
    static ai.djl.Device djl(Device device) {
        return device == Device.CUDA ? ai.djl.Device.gpu() : ai.djl.Device.cpu();
    }

    /** A manager that owns native memory until it is closed; to be used inside {@link #call}. */
    static PtNDManager newManager(Device device) {
        return (PtNDManager) Engine.getEngine(ENGINE).newBaseManager(djl(device));
    }
}
