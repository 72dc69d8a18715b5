// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.flowmatch.engine.IoReason;
import org.knime.core.node.InvalidSettingsException;

/** The bytes of a CSV file: from this machine or from a URL, unpacked when they are gzip; counts what was read. */
final class CsvSource {
    private final FileLocation location;
    private final Optional<Path> file;

    CsvSource(FileLocation location, Path workflow) throws InvalidSettingsException {
        this.location = location;
        this.file = location.file(workflow);
    }

    /** The path or URL for messages. */
    String shown() {
        return file.map(Path::toString).orElse(location.path());
    }

    /** True when the file can be looked into already now; one that an earlier node writes may not be there yet. */
    boolean isPresent() {
        return file.isPresent() && Files.isRegularFile(file.get());
    }

    /** Changes when the file changes. */
    String fingerprint() throws IOException {
        return file.isPresent()
                ? shown() + "@" + Files.size(file.get()) + "@" + Files.getLastModifiedTime(file.get())
                : shown();
    }

    /** Number of packed bytes, or 0 when it is not known. */
    long size() throws IOException {
        return file.isPresent() ? Files.size(file.get()) : 0;
    }

    /** @throws IOException when the file does not exist; the message names the file and the setting */
    Counted open() throws IOException, InvalidSettingsException {
        if (file.isPresent() && !Files.isRegularFile(file.get())) {
            throw new FileNotFoundException("The file " + shown() + " of the setting file_selection "
                    + (Files.isDirectory(file.get())
                            ? "is a folder."
                            : Files.exists(file.get())
                                    ? "is a device or a pipe, which this runner does not read."
                                    : "does not exist.")
                    + " Correct the path"
                    + (location.system().equals("RELATIVE") ? " (it is relative to the workflow)." : "."));
        }
        return new Counted(file.isPresent() ? Files.newInputStream(file.get()) : fromUrl());
    }

    private InputStream fromUrl() throws IOException, InvalidSettingsException {
        URLConnection connection = location.url().openConnection();
        connection.setConnectTimeout(location.timeout());
        connection.setReadTimeout(location.timeout());
        try {
            return connection.getInputStream();
        } catch (IOException e) {
            throw new IOException(
                    "The URL " + shown() + " of the setting file_selection cannot be read: " + unreachable(e) + ".", e);
        }
    }

    private static String unreachable(IOException e) {
        return e instanceof UnknownHostException
                ? "there is no computer of that name"
                : e instanceof FileNotFoundException ? "there is no such file" : IoReason.of(e);
    }

    /** Counts the packed bytes that went through. */
    static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(new BufferedInputStream(in, 1 << 16));
        }

        long count() {
            return count;
        }

        /** The text's bytes: unpacked when the stream starts with gzip's two magic bytes. */
        InputStream unpacked() throws IOException {
            in.mark(2);
            int first = in.read();
            int second = in.read();
            in.reset();
            return first == 0x1f && second == 0x8b ? new GZIPInputStream(this, 1 << 16) : this;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public void close() {
            try {
                super.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
