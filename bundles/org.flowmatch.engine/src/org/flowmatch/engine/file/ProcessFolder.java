// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder for the temporary files of this process, which only its user may enter. It goes when the process ends; what a
 * killed process left is removed by the next one that makes such a folder. A lock in it shows that its process is alive.
 */
public final class ProcessFolder {
    private static final System.Logger LOG = System.getLogger(ProcessFolder.class.getName());
    private static final String NAME = "flow-matching-";
    private static final String LOCK = "process.lock";
    /** Those of this process by the folder that they are in; one for all who ask, as there is one process. */
    private static final Map<Path, ProcessFolder> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path path;
    private final FileChannel lock;

    private ProcessFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** This process's folder in the temporary folder that {@code java.io.tmpdir} names now. */
    public static Path temporary() throws IOException {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** A new file, which only its user may read, in {@link #temporary}. */
    public static Path newFile(String end) throws IOException {
        return Files.createTempFile(temporary(), "", end);
    }

    /**
     * This process's folder in another one, which must exist; the same each time. One of its own folders is its own answer.
     *
     * @throws IOException when it cannot be made
     */
    public static Path in(Path parent) throws IOException {
        Path key = parent.toAbsolutePath().normalize();
        synchronized (OF_THIS_PROCESS) {
            if (OF_THIS_PROCESS.values().stream().anyMatch(own -> own.path.equals(key))) {
                return key;
            }
            ProcessFolder made = OF_THIS_PROCESS.get(key);
            if (made == null || !Files.isDirectory(made.path)) {
                ProcessFolder folder = make(key);
                OF_THIS_PROCESS.put(key, folder);
                Runtime.getRuntime().addShutdownHook(new Thread(folder::remove, "temporary files"));
                removeAbandoned(folder.path);
                return folder.path;
            }
            return made.path;
        }
    }

    private static ProcessFolder make(Path parent) throws IOException {
        while (true) {
            Path path = Files.createTempDirectory(parent, NAME + ProcessMark.THIS);
            Path mark = path.resolve(LOCK);
            FileChannel lock = FileChannel.open(mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // another process may have taken it for abandoned before it was claimed
            if (ProcessMark.claim(lock) && Files.exists(mark)) {
                return new ProcessFolder(path, lock);
            }
            lock.close();
        }
    }

    private static void removeAbandoned(Path own) {
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(own.getParent(), NAME + "*")) {
            for (Path folder : beside) {
                removeIfAbandoned(folder, own);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "abandoned folders stay beside " + own, e);
        }
    }

    private static void removeIfAbandoned(Path folder, Path own) {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && ProcessMark.ofAnother(folder, own, NAME)) {
                ProcessMark.whenAbandoned(folder.resolve(LOCK), () -> FolderTree.delete(folder));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, folder + " stays", e);
        }
    }

    private void remove() {
        try {
            lock.close();
            FolderTree.delete(path);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, path + " stays until the next start", e);
        }
    }
}
