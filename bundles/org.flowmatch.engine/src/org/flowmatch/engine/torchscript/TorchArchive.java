// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One TorchScript module as a .pt archive, written without Python: a zip of stored entries with the program text, the
 * attributes as a pickle and the tensors as raw little-endian floats. libtorch and Python's {@code torch.jit.load} read
 * it. The same module gives the same bytes.
 *
 * <p>Methods are TorchScript as libtorch's importer reads it: {@code def name(self, x: Tensor) -> Tensor:} at the left
 * margin, four blanks per level, type names {@code Tensor, float, int, bool, List[float], Optional[Tensor]}, and
 * {@code torch.} for every operator.
 *
 * @param name name of the module's class
 * @param methods texts with methods, joined in this order
 * @param buffers tensors that the methods read as {@code self.<name>}
 */
public record TorchArchive(String name, List<String> methods, Map<String, Buffer> buffers) {

    /** Format 10 of libtorch: its operators mean what they mean in versions 1.11 to 2.x. */
    private static final String FORMAT = "10\n";

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Numbers of a float32 tensor, row-major. */
    public record Buffer(float[] numbers, int... shape) {}

    public TorchArchive {
        methods = List.copyOf(methods);
        buffers = new LinkedHashMap<>(buffers);
    }

    /** A module of methods alone. */
    public static TorchArchive of(String name, String... methods) {
        return new TorchArchive(name, List.of(methods), Map.of());
    }

    /** The program text as it stands in the archive. */
    public String code() {
        StringBuilder code = new StringBuilder("class " + name + "(Module):\n");
        code.append("  __parameters__ = []\n  __buffers__ = [");
        buffers.keySet().forEach(buffer -> code.append('"').append(buffer).append("\", "));
        code.append("]\n");
        buffers.keySet().forEach(buffer -> code.append("  ").append(buffer).append(" : Tensor\n"));
        code.append("  training : bool\n");
        for (String text : methods) {
            text.lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> code.append("  ").append(line).append('\n'));
        }
        return code.toString();
    }

    /** The archive in memory. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Writes the archive; does not close the stream. */
    public void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        store(zip, "data.pkl", state());
        store(zip, "code/__torch__.py", code().getBytes(StandardCharsets.UTF_8));
        int key = 0;
        for (Buffer buffer : buffers.values()) {
            store(zip, "data/" + key++, littleEndian(buffer.numbers()));
        }
        store(zip, "constants.pkl", new Pickle().emptyTuple().bytes());
        store(zip, "version", FORMAT.getBytes(StandardCharsets.US_ASCII));
        store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        zip.finish();
    }

    private byte[] state() {
        List<String> names = new ArrayList<>(buffers.keySet());
        Pickle pickle =
                new Pickle().newObject("__torch__", name).emptyDictionary().mark();
        for (int i = 0; i < names.size(); i++) {
            Buffer buffer = buffers.get(names.get(i));
            pickle.text(names.get(i)).floatTensor(Integer.toString(i), buffer.shape());
        }
        pickle.text("training").bool(false);
        return pickle.setItems().build().bytes();
    }

    private void store(ZipOutputStream zip, String path, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name + "/" + path);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] littleEndian(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return bytes.array();
    }
}
