// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.data.NumericTable;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowMatrixWriter;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.file.AtomicFile;
import org.flowmatch.engine.json.JsonFields;
import org.flowmatch.engine.json.JsonRecords;

/**
 * A coupling on disk: {@code coupling.json} (format, version, settings, seed, encodings), {@code target.rows} and, with a
 * source table, {@code source.rows}; with conditions {@code target.conditions} and, when the source table has them too,
 * {@code source.conditions}. The description is written last, so that a folder that has one is complete. Version 2 added the
 * conditions.
 */
public final class CouplingFolder {
    private static final JsonRecords RECORDS = new JsonRecords();
    private static final String DESCRIPTION = "coupling.json";
    private static final String TARGET = "target.rows";
    private static final String SOURCE = "source.rows";
    private static final String TARGET_CONDITIONS = "target.conditions";
    private static final String SOURCE_CONDITIONS = "source.conditions";
    private static final String FORMAT = "flow-coupling";
    private static final int VERSION = 2;
    private static final String CONDITIONS = "conditions";
    private static final String OF_SOURCE = "sourceHasConditions";
    private static final int CELLS_AT_ONCE = 1 << 18;

    private CouplingFolder() {}

    /**
     * As {@link Coupling#fit}, with the encoded rows written to the folder as they are made: they need not be in memory.
     *
     * @param folder is made when it does not exist
     * @throws FlowException as for {@link Coupling#fit} and {@link #write}
     */
    public static Coupling fit(
            Path folder,
            CouplingSettings settings,
            NumericTable target,
            Optional<NumericTable> source,
            Optional<ConditionTables> conditions,
            EncodingSettings encoding,
            long seed,
            Monitor monitor) {
        return complete(folder, () -> {
            Coupling coupling = Coupling.fit(
                    settings,
                    target,
                    source,
                    conditions,
                    encoding,
                    seed,
                    (fitted, table, role, part) -> encode(
                            fitted, table, role, folder.resolve(role == TableRole.TARGET ? TARGET : SOURCE), part),
                    monitor.part(0, 0.95));
            writeConditions(coupling, folder, monitor.part(0.95, 1));
            return coupling;
        });
    }

    private static RowMatrix encode(
            TableEncoding encoding, NumericTable table, TableRole role, Path file, Monitor monitor) {
        try (RowMatrixWriter writer = new RowMatrixWriter(file, encoding.dimensions())) {
            encoding.encode(table, role, writer, monitor);
            writer.finish();
        }
        return RowMatrix.open(file);
    }

    /**
     * @param folder is made when it does not exist
     * @throws FlowException when it cannot be written; the files of this coupling are removed then, as after a cancel
     */
    public static void write(Coupling coupling, Path folder, Monitor monitor) {
        complete(folder, () -> {
            copy(coupling.target(), folder.resolve(TARGET), monitor.part(0, 0.4));
            if (coupling.source().isPresent()) {
                copy(coupling.source().get(), folder.resolve(SOURCE), monitor.part(0.4, 0.8));
            }
            writeConditions(coupling, folder, monitor.part(0.8, 1));
            return coupling;
        });
    }

    /** Writes rows, then the description that tells that all is there; or leaves nothing. */
    private static Coupling complete(Path folder, Supplier<Coupling> rows) {
        boolean complete = false;
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(DESCRIPTION));
            Coupling coupling = rows.get();
            writeDescription(coupling, folder);
            complete = true;
            return coupling;
        } catch (IOException e) {
            throw unwritable(folder, e);
        } finally {
            if (!complete) {
                remove(folder);
            }
        }
    }

    private static void writeConditions(Coupling coupling, Path folder, Monitor monitor) {
        monitor.check();
        monitor.report(0, "Storing the coupling");
        if (coupling.conditions().isPresent()) {
            Conditions conditions = coupling.conditions().get();
            copy(conditions.target(), folder.resolve(TARGET_CONDITIONS), monitor.part(0, 0.5));
            if (conditions.source().isPresent()) {
                copy(conditions.source().get(), folder.resolve(SOURCE_CONDITIONS), monitor.part(0.5, 1));
            }
        }
    }

    private static void copy(RowMatrix rows, Path file, Monitor monitor) {
        int atOnce = Math.max(1, CELLS_AT_ONCE / rows.columns());
        float[] part = new float[atOnce * rows.columns()];
        try (RowMatrixWriter writer = new RowMatrixWriter(file, rows.columns())) {
            for (int first = 0; first < rows.rows(); first += atOnce) {
                monitor.check();
                monitor.report((double) first / rows.rows(), "Storing encoded rows");
                int count = Math.min(atOnce, rows.rows() - first);
                rows.copyRows(first, count, part);
                writer.append(part, count);
            }
            writer.finish();
        }
    }

    private static void writeDescription(Coupling coupling, Path folder) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("version", VERSION);
        json.add("coupling", RECORDS.write(CouplingSettings.class, coupling.settings()));
        json.addProperty("seed", coupling.seed());
        json.addProperty("targetRows", coupling.rows());
        json.addProperty("sourceRows", coupling.source().map(RowMatrix::rows).orElse(0));
        json.add("encoding", coupling.encoding().toJson());
        json.add(CONDITIONS, RECORDS.write(coupling.conditionEncoding()));
        json.addProperty(
                OF_SOURCE, coupling.conditions().flatMap(Conditions::source).isPresent());
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(DESCRIPTION), "coupling", out -> out.write(text));
    }

    /** @throws FlowException when the folder is incomplete, damaged, foreign or of a later version */
    public static Coupling read(Path folder) {
        JsonObject json = description(folder);
        try {
            int sourceRows = JsonFields.required(json, "sourceRows").getAsInt();
            RowMatrix target = rows(
                    folder.resolve(TARGET),
                    JsonFields.required(json, "targetRows").getAsInt());
            Optional<RowMatrix> source =
                    sourceRows == 0 ? Optional.empty() : Optional.of(rows(folder.resolve(SOURCE), sourceRows));
            return new Coupling(
                    read(JsonFields.required(json, "coupling"), CouplingSettings.class, "coupling", folder),
                    TableEncoding.fromJson(JsonFields.required(json, "encoding")),
                    target,
                    source,
                    conditions(json, folder, target.rows(), sourceRows),
                    JsonFields.required(json, "seed").getAsLong());
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw damaged(folder, e);
        }
    }

    private static Optional<Conditions> conditions(JsonObject json, Path folder, int targetRows, int sourceRows) {
        if (JsonFields.required(json, "version").getAsInt() == 1) {
            return Optional.empty();
        }
        ConditionEncoding encoding =
                read(JsonFields.required(json, CONDITIONS), ConditionEncoding.class, CONDITIONS, folder);
        if (encoding.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Conditions(
                encoding,
                rows(folder.resolve(TARGET_CONDITIONS), targetRows),
                JsonFields.required(json, OF_SOURCE).getAsBoolean()
                        ? Optional.of(rows(folder.resolve(SOURCE_CONDITIONS), sourceRows))
                        : Optional.empty()));
    }

    private static <T> T read(JsonElement json, Class<T> type, String where, Path folder) {
        try {
            return RECORDS.read(json, type, where);
        } catch (FlowException e) {
            throw new FlowException(
                    "The coupling in " + folder + " is damaged: " + e.problem(), "Run the node again that made it.", e);
        }
    }

    private static JsonObject description(Path folder) {
        Path file = folder.resolve(DESCRIPTION);
        try (var in = new FileInputStream(file.toFile())) {
            JsonElement json = JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            JsonObject description = json.getAsJsonObject();
            if (!FORMAT.equals(JsonFields.required(description, "format").getAsString())) {
                throw new FlowException(
                        "The folder " + folder + " does not hold a coupling.", "Run the node again that made it.");
            }
            int version = JsonFields.required(description, "version").getAsInt();
            if (version > VERSION) {
                throw new FlowException(
                        "The coupling in " + folder + " has format version " + version
                                + ", this version of the product reads up to " + VERSION + ".",
                        "Update the product, or run the node again that made the coupling.");
            }
            return description;
        } catch (IOException e) {
            throw new FlowException(
                    "The file " + file + " cannot be read: " + IoReason.of(e) + ".",
                    "Check that it is in place and readable, or run the node again that made it.",
                    e);
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | IllegalArgumentException e) {
            throw damaged(folder, e);
        }
    }

    private static RowMatrix rows(Path file, int expected) {
        RowMatrix rows = RowMatrix.open(file);
        if (rows.rows() != expected) {
            throw new IllegalArgumentException(
                    file.getFileName() + " has " + rows.rows() + " rows, " + expected + " are described");
        }
        return rows;
    }

    private static void remove(Path folder) {
        for (String name : List.of(DESCRIPTION, TARGET, SOURCE, TARGET_CONDITIONS, SOURCE_CONDITIONS)) {
            // what led here is told; a file that cannot even be deleted would hide it
            folder.resolve(name).toFile().delete();
        }
    }

    private static FlowException unwritable(Path folder, IOException e) {
        return new FlowException(
                "The coupling cannot be written to " + folder + ": " + IoReason.of(e) + ".",
                "Free space on the disk of that folder and run again.",
                e);
    }

    private static FlowException damaged(Path folder, RuntimeException e) {
        return new FlowException(
                "The coupling in " + folder + " is damaged: " + e.getMessage() + ".",
                "Run the node again that made it.",
                e);
    }
}
