// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import com.google.gson.JsonObject;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.dynamics.StoredDynamics;
import org.flowmatch.engine.file.FileContent;
import org.flowmatch.engine.json.JsonBounds;
import org.flowmatch.engine.json.JsonFields;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.path.Paths;
import org.flowmatch.knime.table.ColumnTypes;

/**
 * How ports are stored: one record as JSON in the first entry of the zip that KNIME keeps for it. Content of a later
 * version is refused rather than guessed at. Version 3 added labels, columns that may be given, and types of columns.
 */
final class PortJson {
    /** Of a spec that was stored before rows had labels, as JSON. */
    static final String NO_LABELS = "\"NONE\"";

    /** Of a spec that stores no types of columns, as JSON. */
    static final String NO_TYPES = "{\"types\":[]}";

    private static final int VERSION_OF_NUMBERS = 2;
    private static final int VERSION = 3;
    private static final int LONGEST_MESSAGE = 800;
    private static final String ENTRY = "content.json";
    private static final JsonRecords RECORDS = new JsonRecords(List.of(Paths.FAMILY), List.of(StoredDynamics.FIELDS));

    /** What surrounds every stored record: {@code {"version": 3, "content": {...}}}. */
    public record Envelope(int version, JsonObject content) {}

    private PortJson() {}

    static void write(Record content, ZipOutputStream out) throws IOException {
        write(content, VERSION_OF_NUMBERS, out);
    }

    /**
     * Writes a spec for as early versions as can read it.
     *
     * @param numbers whether rows are numbers alone, of which none are given later
     * @param types of the columns
     */
    static void write(Record spec, boolean numbers, ColumnTypes types, ZipOutputStream out) throws IOException {
        write(spec, numbers && types.equals(ColumnTypes.UNKNOWN) ? VERSION_OF_NUMBERS : VERSION, out);
    }

    private static void write(Record content, int version, ZipOutputStream out) throws IOException {
        JsonObject json = RECORDS.write(new Envelope(version, RECORDS.write(content)));
        out.putNextEntry(new ZipEntry(ENTRY));
        out.write(json.toString().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    /**
     * @throws IOException when the content is missing, damaged, of a later version, or larger than any port's; the message says
     *     which
     */
    static <T extends Record> T read(Class<T> type, ZipInputStream in) throws IOException {
        try {
            if (in.getNextEntry() == null) {
                throw new IOException("The port has no content. Execute the node again.");
            }
            // the entry ends, the zip stays open
            InputStream entry = new FilterInputStream(in) {
                @Override
                public void close() {}
            };
            Envelope envelope =
                    RECORDS.read(JsonFields.parse(entry, JsonBounds.ofPacked(0), "port"), Envelope.class, "port");
            if (envelope.version() > VERSION) {
                throw new FlowException(
                        "The port was stored by a later version of Flow Matching (format " + envelope.version()
                                + ", this version knows " + VERSION + ").",
                        "Update Flow Matching, or execute the node again.");
            }
            return RECORDS.read(envelope.content(), type, "port");
        } catch (FlowException e) {
            throw new IOException(FileContent.shortened(e.getMessage(), LONGEST_MESSAGE), e);
        } catch (EOFException | ZipException | IllegalArgumentException e) {
            // Java's zip stream reports impossible entries as programming errors
            throw new IOException("The stored port is truncated or damaged. Execute the node again.", e);
        }
    }
}
