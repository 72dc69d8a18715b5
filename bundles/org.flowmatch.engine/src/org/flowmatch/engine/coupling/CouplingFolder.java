// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import com.google.gson.JsonObject;
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
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowMatrixWriter;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.file.AtomicFile;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.json.ModelFormat;

/**
 * A coupling on disk: {@code coupling.json} (format, version, settings, seed, encodings), {@code target.rows} and, with a
 * source table, {@code source.rows}; with conditions {@code target.conditions} and, when the source table has them too,
 * {@code source.conditions}. The description is written last, so that a folder that has one is complete. Version 2 added the
 * conditions, version 3 labels, gaps, columns that may be given and rules that are kept; a coupling without them is of version 2.
 */
public final class CouplingFolder {
    static final JsonRecords RECORDS = new JsonRecords();
    static final String DESCRIPTION = "coupling.json";
    static final String TARGET = "target.rows";
    static final String SOURCE = "source.rows";
    static final String TARGET_CONDITIONS = "target.conditions";
    static final String SOURCE_CONDITIONS = "source.conditions";
    static final String FORMAT_FIELD = "format";
    static final String FORMAT = "flow-coupling";
    static final int VERSION = 3;
    private static final int VERSION_OF_NUMBERS = 2;
    static final String VERSION_FIELD = "version";
    static final String SETTINGS = "coupling";
    static final String SEED = "seed";
    static final String TARGET_ROWS = "targetRows";
    static final String SOURCE_ROWS = "sourceRows";
    static final String ENCODING = "encoding";
    static final String CONDITIONS = "conditions";
    static final String OF_SOURCE = "sourceHasConditions";

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
            Table target,
            Optional<Table> source,
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

    private static RowMatrix encode(TableEncoding encoding, Table table, TableRole role, Path file, Monitor monitor) {
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

    /** Writes rows, then the description, which marks that everything is there; or leaves nothing. */
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
        json.addProperty(FORMAT_FIELD, FORMAT);
        boolean numbers = !coupling.mixed() && coupling.encoding().since() == ModelFormat.VERSION_1;
        json.addProperty(VERSION_FIELD, numbers ? VERSION_OF_NUMBERS : VERSION);
        json.add(SETTINGS, RECORDS.write(CouplingSettings.class, coupling.settings()));
        json.addProperty(SEED, coupling.seed());
        json.addProperty(TARGET_ROWS, coupling.rows());
        json.addProperty(SOURCE_ROWS, coupling.source().map(RowMatrix::rows).orElse(0));
        json.add(ENCODING, coupling.encoding().toJson());
        json.add(CONDITIONS, RECORDS.write(coupling.conditionEncoding()));
        json.addProperty(
                OF_SOURCE, coupling.conditions().flatMap(Conditions::source).isPresent());
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(DESCRIPTION), "coupling", out -> out.write(text));
    }

    /** @throws FlowException when the folder is incomplete, damaged, foreign or of a later version */
    public static Coupling read(Path folder) {
        return CouplingFolderReader.read(folder);
    }

    private static void remove(Path folder) {
        for (String name : List.of(DESCRIPTION, TARGET, SOURCE, TARGET_CONDITIONS, SOURCE_CONDITIONS)) {
            // what led here is reported; a file that cannot even be deleted would hide it
            folder.resolve(name).toFile().delete();
        }
    }

    private static FlowException unwritable(Path folder, IOException e) {
        return new FlowException(
                "The coupling cannot be written to " + folder + ": " + IoReason.of(e) + ".",
                "Free space on the disk of that folder and run again.",
                e);
    }
}
