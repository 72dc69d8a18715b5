// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;

/**
 * Marks files as this process's own, so that others can tell when it is gone: a lock that the system gives back however a
 * process ends, and a name by which a process knows its own, whose locks it must not touch (closing a file ends all locks
 * that a process has on it).
 */
final class ProcessMark {
    private static final System.Logger LOG = System.getLogger(ProcessMark.class.getName());
    /** How the names of this process's own begin. */
    static final String THIS = name(ProcessHandle.current());

    private ProcessMark() {}

    private static String name(ProcessHandle process) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + "-" + Long.toString(started, Character.MAX_RADIX) + "-";
    }

    /** A text that no other file has, which names this process. */
    static String unique() {
        return THIS + UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * Locks the file for as long as the channel is open; does nothing where the file system knows no locks, and nobody takes
     * a file for abandoned.
     *
     * @return false when another process has locked it
     */
    static boolean claim(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "files cannot be locked here", e);
            return true;
        }
    }

    /** Removes what a file marks. */
    @FunctionalInterface
    interface Removal {
        void run() throws IOException;
    }

    /** Removes what this file marks when its process is gone. */
    static void whenAbandoned(Path marked, Removal removal) throws IOException {
        if (Files.isRegularFile(marked, LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel channel = FileChannel.open(marked, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    removal.run();
                }
            }
        }
    }

    /** Whether the name, after this beginning, tells another process, of the same user as what is this one's own. */
    static boolean ofAnother(Path file, Path own, String begin) throws IOException {
        String name = file.getFileName().toString();
        return name.startsWith(begin)
                && !name.startsWith(begin + THIS)
                && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    }

    /** Removes the files beside this one whose processes are gone; those that cannot be removed stay. */
    static void removeAbandoned(Path own, String begin, String end) {
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(
                own.getParent(), file -> file.getFileName().toString().endsWith(end))) {
            for (Path file : beside) {
                if (ofAnother(file, own, begin)) {
                    whenAbandoned(file, () -> Files.deleteIfExists(file));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "abandoned files stay beside " + own, e);
        }
    }
}
