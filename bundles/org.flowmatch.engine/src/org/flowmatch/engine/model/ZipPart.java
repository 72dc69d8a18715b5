// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.flowmatch.engine.FlowException;

/** One part of a flow model's zip, of which nothing is believed that was not read. */
record ZipPart(ZipFile zip, ZipEntry entry, Path file) {

    /** @throws ZipException also for what Java's zip file reports as a programming error, such as impossible sizes */
    static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    /** @throws FlowException when there is no such part */
    static ZipPart of(ZipFile zip, String name, Path file) throws IOException {
        try {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new FlowException("The flow model " + file + " has no part " + name + ".", FlowModelFile.REMEDY);
            }
            return new ZipPart(zip, entry, file);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static ZipException refused(IllegalArgumentException e) {
        ZipException refused = new ZipException("its table of contents is impossible");
        refused.initCause(e);
        return refused;
    }

    /** The most bytes that the part can have in the file. */
    long packed() throws IOException {
        return Math.min(Math.max(0, entry.getCompressedSize()), Files.size(file));
    }

    InputStream open() throws IOException {
        return zip.getInputStream(entry);
    }

    /**
     * Unpacks the part to nowhere.
     *
     * @throws FlowException when it has more bytes than this, or a checksum other than the zip says
     */
    void verify(long most) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = new CheckedInputStream(open(), crc)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                size += got;
                if (size > most) {
                    throw new FlowException(
                            "The part " + entry.getName() + " of the flow model " + file + " unpacks to more than the "
                                    + most + " bytes allowed.",
                            FlowModelFile.REMEDY);
                }
            }
        }
        if (crc.getValue() != entry.getCrc()) {
            throw new FlowException(
                    "The part " + entry.getName() + " of the flow model " + file + " is damaged.",
                    FlowModelFile.REMEDY);
        }
    }

    /** All bytes, at most this many; as for {@link #verify}. */
    byte[] bytes(long most) throws IOException {
        verify(most);
        try (InputStream in = open()) {
            return in.readNBytes((int) most);
        }
    }
}
