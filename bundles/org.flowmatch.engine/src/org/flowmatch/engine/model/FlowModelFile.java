// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.flowmatch.engine.Aside;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.file.AtomicFile;
import org.flowmatch.engine.file.FileContent;
import org.flowmatch.engine.json.JsonBounds;
import org.flowmatch.engine.json.JsonFields;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.network.ParameterLayout;

/**
 * The file of a flow model: a zip of {@code model.json} (a {@link ModelDocument}) and {@code weights.safetensors}. Each of
 * the two holds a checksum of the other. The same model gives the same bytes. Reading trusts nothing: sizes are bounded
 * before anything is unpacked, and no object is deserialised.
 */
public final class FlowModelFile {
    static final String REMEDY = "The file was edited or damaged: save the model again, or train it again.";

    private static final String WHAT = "flow model";
    private static final String DOCUMENT = "model.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String DOCUMENT_CHECKSUM = "model.json.sha256";
    private static final long LARGEST_DOCUMENT = 256L << 20;
    /** Weights that were zipped again shrink by a tenth; small ones may be zeros. */
    private static final long FREE_WEIGHTS = 64L << 20;

    private static final long LARGEST_RATIO = 4;

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private FlowModelFile() {}

    /** @throws FlowException when the file cannot be written; an older file of this name is then left as it was */
    public static void write(FlowModel model, Path file) {
        write(model, file, Monitor.none());
    }

    /**
     * {@link #write(FlowModel, Path)} of a model that may have a gigabyte of weights.
     *
     * @throws java.util.concurrent.CancellationException within a second when the monitor is cancelled; nothing is left
     */
    public static void write(FlowModel model, Path file, Monitor monitor) {
        Aside.run(
                watched -> {
                    AtomicFile.write(file, WHAT, out -> write(model, new WatchedStream(out, watched)));
                    return null;
                },
                monitor);
    }

    /**
     * {@link #read(Path)} of a model that may have a gigabyte of weights.
     *
     * @throws java.util.concurrent.CancellationException within a second when the monitor is cancelled
     */
    public static FlowModel read(Path file, Monitor monitor) {
        return Aside.run(watched -> read(file), monitor);
    }

    /** Writes the file's bytes; does not close the stream. */
    static void write(FlowModel model, OutputStream out) throws IOException {
        byte[] data = Safetensors.data(model.weights());
        ModelDocument document = new ModelDocument(
                ModelDocument.FORMAT,
                ModelDocument.version(model.network(), model.dynamics(), model.encoding())
                        .number(),
                Product.VERSION,
                ModelDocument.TIME,
                model.network(),
                model.dynamics(),
                model.source(),
                sha256(data, 0),
                model.encoding().toJson(),
                model.provenance(),
                model.conditions());
        byte[] text = ModelDocument.JSON.write(document).toString().getBytes(StandardCharsets.UTF_8);
        JsonObject metadata = new JsonObject();
        metadata.addProperty(DOCUMENT_CHECKSUM, sha256(text, 0));
        ZipOutputStream zip = new ZipOutputStream(out);
        ZipEntry textEntry = new ZipEntry(DOCUMENT);
        textEntry.setTimeLocal(NO_TIME);
        zip.putNextEntry(textEntry);
        zip.write(text);
        zip.closeEntry();
        byte[] head = Safetensors.head(model.network().layout(model.inputs(), model.outputs()), metadata);
        zip.putNextEntry(stored(WEIGHTS, head, data));
        zip.write(head);
        zip.write(data);
        zip.closeEntry();
        zip.finish();
    }

    /** @throws FlowException when the file is missing, truncated, edited, of a later version, or no model file at all */
    public static FlowModel read(Path file) {
        try (ZipFile zip = ZipPart.open(file)) {
            ZipPart text = ZipPart.of(zip, DOCUMENT, file);
            JsonBounds bounds = JsonBounds.ofPacked(text.packed());
            text.verify(Math.min(LARGEST_DOCUMENT, bounds.characters()));
            MessageDigest textChecksum = sha256();
            ModelDocument document;
            try (InputStream in = new DigestInputStream(text.open(), textChecksum)) {
                document = document(in, bounds, file);
            }
            TableEncoding encoding = named(file, () -> TableEncoding.fromJson(document.encoding()));
            NetworkColumns columns =
                    NetworkColumns.of(encoding.space(), document.conditions().features(), document.dynamics());
            ParameterLayout layout = named(file, () -> document.network()
                    .layout(columns.inputs(), columns.outputs().count()));
            byte[] bytes = weights(ZipPart.of(zip, WEIGHTS, file), layout, file);
            Safetensors.Content content = named(file, () -> Safetensors.read(bytes, layout));
            int dataStart = bytes.length - layout.size() * Float.BYTES;
            checkChecksums(document, content, sha256(bytes, dataStart), hex(textChecksum), file);
            return new FlowModel(
                    document.network(),
                    content.weights(),
                    document.dynamics(),
                    encoding,
                    document.source(),
                    document.provenance(),
                    document.conditions());
        } catch (NoSuchFileException e) {
            throw new FlowException("The flow model file " + file + " does not exist.", "Choose an existing file.", e);
        } catch (IOException e) {
            throw new FlowException(
                    "The file " + file + " is not a flow model, or it is truncated or damaged: " + IoReason.of(e) + ".",
                    REMEDY,
                    e);
        }
    }

    private static ModelDocument document(InputStream text, JsonBounds bounds, Path file) {
        JsonObject json = named(file, () -> JsonFields.parse(text, bounds, DOCUMENT));
        checkFormat(json, file);
        return named(file, () -> ModelDocument.JSON.read(json, ModelDocument.class, DOCUMENT));
    }

    /** Memory for the weights is taken when the file is long enough to hold them. */
    private static byte[] weights(ZipPart part, ParameterLayout layout, Path file) throws IOException {
        long needed = (long) layout.size() * Float.BYTES;
        if (needed > FREE_WEIGHTS + LARGEST_RATIO * part.packed()) {
            throw new FlowException(
                    "The flow model " + file + " cannot be read. Its network needs " + needed
                            + " bytes of weights, far more than the file holds.",
                    REMEDY);
        }
        return part.bytes(Math.min(Safetensors.largestSize(layout), Integer.MAX_VALUE - 16));
    }

    /** Errors of a part name the file, which the part does not know. */
    private static <T> T named(Path file, Supplier<T> part) {
        return FileContent.named("The flow model " + file + " cannot be read. ", part);
    }

    private static void checkFormat(JsonObject json, Path file) {
        JsonElement format = json.get("format");
        if (format == null || !format.equals(new JsonPrimitive(ModelDocument.FORMAT))) {
            throw new FlowException(
                    "The file " + file + " is not a flow model: its " + DOCUMENT + " does not say so.",
                    "Choose a file that Flow Matching wrote.");
        }
        JsonElement version = json.get("version");
        long number = named(
                file,
                () -> version == null ? 0 : JsonFields.whole(version, 1, Integer.MAX_VALUE, DOCUMENT + ".version"));
        if (number > ModelFormat.last().number()) {
            throw new FlowException(
                    "The flow model " + file + " has the format version " + number
                            + " of a newer Flow Matching; this one (" + Product.VERSION + ") reads up to version "
                            + ModelFormat.last().number() + ".",
                    "Update Flow Matching.");
        }
    }

    private static void checkChecksums(
            ModelDocument document, Safetensors.Content content, String weights, String text, Path file) {
        if (!document.weightsSha256().equals(weights)) {
            throw new FlowException(
                    "The weights of the flow model " + file + " do not have the checksum that they were written with.",
                    REMEDY);
        }
        JsonElement written = content.metadata().get(DOCUMENT_CHECKSUM);
        if (written == null || !written.isJsonPrimitive() || !text.equals(written.getAsString())) {
            throw new FlowException(
                    "The description (" + DOCUMENT + ") of the flow model " + file
                            + " does not have the checksum that it was written with.",
                    REMEDY);
        }
    }

    private static ZipEntry stored(String name, byte[] head, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(head);
        crc.update(data);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize((long) head.length + data.length);
        entry.setCompressedSize((long) head.length + data.length);
        entry.setCrc(crc.getValue());
        return entry;
    }

    private static String sha256(byte[] bytes, int from) {
        MessageDigest digest = sha256();
        digest.update(bytes, from, bytes.length - from);
        return hex(digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
