// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.flowmatch.engine.gpu.Device;

/**
 * A module in libtorch, which takes a tenth of a millisecond to compile each line of it. Modules that are no longer needed are
 * kept, a few of them, for the next program of the same text: small jobs that follow each other would otherwise mostly
 * compile. A module without buffers holds no tensors, so nothing passes from one use to the next. To be used inside
 * {@link TorchRuntime#call}.
 */
final class CompiledModule {
    private static final int MOST_IDLE = 16;
    /** Modules in nobody's use, the latest first; guarded by itself. */
    private static final Deque<CompiledModule> IDLE = new ArrayDeque<>();

    private final TorchArchive archive;
    private final Device device;
    private final PtNDManager owner;
    private final PtSymbolBlock block;

    private CompiledModule(TorchArchive archive, Device device, PtNDManager owner, PtSymbolBlock block) {
        this.archive = archive;
        this.device = device;
        this.owner = owner;
        this.block = block;
    }

    /** A module for the caller alone, until it is given back. */
    static CompiledModule of(TorchArchive archive, Device device) {
        synchronized (IDLE) {
            for (Iterator<CompiledModule> idle = IDLE.iterator(); idle.hasNext(); ) {
                CompiledModule module = idle.next();
                if (module.device == device && module.archive.equals(archive)) {
                    idle.remove();
                    return module;
                }
            }
        }
        PtNDManager owner = TorchRuntime.newManager(device);
        try {
            return new CompiledModule(
                    archive,
                    device,
                    owner,
                    JniUtils.loadModule(owner, new ByteArrayInputStream(archive.bytes()), true, false));
        } catch (IOException e) {
            owner.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    PtSymbolBlock block() {
        return block;
    }

    /** To be called once, after the last call of a method. */
    void giveBack() {
        CompiledModule oldest = this;
        if (archive.buffers().isEmpty()) {
            synchronized (IDLE) {
                IDLE.addFirst(this);
                oldest = IDLE.size() > MOST_IDLE ? IDLE.removeLast() : null;
            }
        }
        if (oldest != null) {
            oldest.owner.close();
        }
    }
}
