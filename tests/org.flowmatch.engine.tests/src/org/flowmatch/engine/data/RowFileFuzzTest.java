// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.flowmatch.engine.fuzz.Mutations;
import org.flowmatch.engine.fuzz.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileFuzzTest {
    private static final int FRAME = 16;

    @TempDir
    Path folder;

    @Test
    void whateverARowFileHolds() throws IOException {
        Path file = folder.resolve("target.rows");
        try (RowMatrixWriter writer = new RowMatrixWriter(file, 3)) {
            writer.append(new float[60], 20);
            writer.finish();
        }
        byte[] whole = Files.readAllBytes(file);
        int read = 0;
        for (int number = 0; number < Mutations.COUNT; number++) {
            Mutations mutations = new Mutations(number);
            byte[] changed = mutations.below(2) == 0 ? mutations.bytes(whole) : frame(whole.clone(), mutations);
            Files.write(file, withChecksum(changed));
            boolean result = Reading.survives("target.rows", "mutation " + number, () -> RowMatrix.open(file)
                    .toArray());
            result &= Reading.survives("target.rows", "mutation " + number, () -> RowMatrix.inFile(file)
                    .toArray());
            read += result ? 1 : 0;
        }
        assertTrue(read > 10, "mutations of the rows alone are read: " + read);
    }

    /** Changes within header and footer, where every number means something. */
    private static byte[] frame(byte[] bytes, Mutations mutations) {
        int place = mutations.below(2 * FRAME);
        bytes[place < FRAME ? place : bytes.length - 2 * FRAME + place] = (byte) mutations.below(256);
        return bytes;
    }

    /** With the checksum of its rows, so that what is changed reaches the reader. */
    private static byte[] withChecksum(byte[] bytes) {
        if (bytes.length >= 2 * FRAME) {
            CRC32 checksum = new CRC32();
            checksum.update(bytes, FRAME, bytes.length - 2 * FRAME);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, (int) checksum.getValue());
        }
        return bytes;
    }
}
