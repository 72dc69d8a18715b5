// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Waiting;

/** A lock on a file of the cache, which one process holds at a time; it goes with the process, however that ends. */
public final class CacheLock implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(CacheLock.class.getName());
    private static final long TICK_MS = 200;

    /** Files that this process has locked: it must not open them again, as closing a file ends all locks that a process has on it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private CacheLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits until the lock is free.
     *
     * @param waiting what is reported meanwhile
     * @throws IOException when the file cannot be opened, or its file system has no locks
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    public static CacheLock await(Path file, Monitor monitor, String waiting) throws IOException {
        while (true) {
            Optional<CacheLock> lock = now(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            monitor.report(0, waiting);
            monitor.check();
            Waiting.until(
                    () -> {
                        Thread.sleep(TICK_MS);
                        return true;
                    },
                    "The wait for another process was cancelled.");
        }
    }

    /** The lock, unless somebody else has it. @throws IOException as {@link #await} */
    public static Optional<CacheLock> now(Path file) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        if (!OWN.add(key)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            return locked ? Optional.of(new CacheLock(key, channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) { // another class loader's copy of this class has it
            LOG.log(System.Logger.Level.DEBUG, "locked in this process", e);
            return Optional.empty();
        } finally {
            if (!locked) {
                OWN.remove(key);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OWN.remove(file);
        }
    }
}
