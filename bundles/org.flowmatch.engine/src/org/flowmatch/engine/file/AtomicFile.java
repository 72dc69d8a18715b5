// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.file;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;

/**
 * A file that is written as a whole or not at all: the content goes to a part of its own beside it, which is on the disk
 * before it takes the final name. An older file of that name stays until then; its mode and group remain. A link is followed
 * to the file it names, and what is not a regular file (a folder, a device, a pipe) is refused. Several writers of one file do
 * not mix: the last one to commit wins. Parts that a killed process left are removed by the next writer of the file. Works
 * in a thread that has been interrupted.
 */
public final class AtomicFile implements Closeable {
    private static final System.Logger LOG = System.getLogger(AtomicFile.class.getName());
    private static final int LONGEST_NAME = 40;
    private static final String END = ".part";

    /** Writes the content; does not close the stream. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path file;
    private final KeptMode mode;
    private final Part part;
    private boolean committed;

    /** @throws IOException when the file is none that may be replaced, or nothing can be written beside it */
    public AtomicFile(Path file) throws IOException {
        this.file = replaceable(file.toAbsolutePath());
        mode = KeptMode.of(this.file);
        String name = this.file.getFileName().toString();
        String begin = "." + name.substring(0, Math.min(name.length(), LONGEST_NAME)) + ".";
        part = begin(this.file, begin, mode);
        ProcessMark.removeAbandoned(part.path, begin, END);
    }

    /**
     * @param what how the message calls the file, for instance "flow model"
     * @throws FlowException when the file cannot be written, for instance on a full disk; nothing is left of it
     */
    public static void write(Path file, String what, Content content) {
        try (AtomicFile written = new AtomicFile(file)) {
            OutputStream buffered = new BufferedOutputStream(written.out());
            content.writeTo(buffered);
            buffered.flush();
            written.commit();
        } catch (IOException e) {
            throw new FlowException(
                    "The " + what + " cannot be written to " + file + ": " + IoReason.of(e) + ".",
                    "Check that its folder exists and may be written to, and that the disk has space left.",
                    e);
        }
    }

    /** Takes the content, without a buffer. Closing it brings the content to the disk; {@link #commit} does so, too. */
    public OutputStream out() {
        return part;
    }

    /** Gives what was written the final name. */
    public void commit() throws IOException {
        part.close();
        mode.keep(part.path);
        Files.move(part.path, file, StandardCopyOption.ATOMIC_MOVE);
        committed = true;
    }

    /**
     * Gives what was written the final name, which no file must have by now.
     *
     * @throws FileAlreadyExistsException when another one has it
     */
    public void commitNew() throws IOException {
        part.close();
        try {
            // a further name is given only where there is none: a move would look first and then replace
            Files.createLink(file, part.path);
            return;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "files have one name only here", e);
        }
        Files.move(part.path, file);
        committed = true;
    }

    /** Leaves nothing of what was not committed. */
    @Override
    public void close() throws IOException {
        if (!committed) {
            try {
                part.abandon();
            } finally {
                Files.deleteIfExists(part.path);
            }
        }
    }

    /** The part has a name of its own, which says nothing to a user. */
    private static Part begin(Path file, String begin, KeptMode mode) throws IOException {
        try {
            return Part.create(file, begin, mode);
        } catch (NoSuchFileException | AccessDeniedException e) {
            Path folder = file.getParent();
            throw new IOException(
                    Files.isDirectory(folder)
                            ? "no file may be made in the folder " + folder
                            : "the folder " + folder + " does not exist",
                    e);
        }
    }

    private static Path replaceable(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return file;
        }
        if (!Files.exists(file)) {
            throw new IOException("it is a link to a file that does not exist");
        }
        Path real = file.toRealPath();
        if (!Files.isRegularFile(real)) {
            throw new IOException("it is not a regular file");
        }
        if (!Files.isWritable(real)) {
            throw new AccessDeniedException(real.toString());
        }
        return real;
    }

    /** The part; its content is on the disk when it is closed. */
    private static final class Part extends FilterOutputStream {
        private final Path path;
        private final FileOutputStream file;
        private boolean open = true;

        private Part(Path path) throws IOException {
            this(path, new FileOutputStream(path.toFile()));
        }

        // a stream, not a channel: an interrupt closes channels
        private Part(Path path, FileOutputStream file) {
            super(file);
            this.path = path;
            this.file = file;
        }

        static Part create(Path file, String begin, KeptMode mode) throws IOException {
            while (true) {
                Part part = new Part(mode.create(file.resolveSibling(begin + ProcessMark.unique() + END)));
                // another process may have taken it for abandoned before it was claimed
                if (ProcessMark.claim(part.file.getChannel()) && Files.exists(part.path)) {
                    return part;
                }
                part.abandon();
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            if (open) {
                try {
                    file.getFD().sync();
                } finally {
                    abandon();
                }
            }
        }

        void abandon() throws IOException {
            open = false;
            file.close();
        }
    }
}
