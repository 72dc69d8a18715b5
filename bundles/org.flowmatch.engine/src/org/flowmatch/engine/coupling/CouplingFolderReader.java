// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.file.FileContent;
import org.flowmatch.engine.json.JsonBounds;
import org.flowmatch.engine.json.JsonFields;

/** Reads a {@link CouplingFolder}, which may hold anything: each error names the folder. */
final class CouplingFolderReader {
    private static final String REMEDY = "Run the node that made it again.";

    private final Path folder;
    private final JsonObject json;

    private CouplingFolderReader(Path folder, JsonObject json) {
        this.folder = folder;
        this.json = json;
    }

    static Coupling read(Path folder) {
        JsonObject json = description(folder);
        return named(folder, () -> {
            try {
                return new CouplingFolderReader(folder, json).coupling();
            } catch (IllegalArgumentException e) {
                throw new FlowException("Its parts do not fit together: " + e.getMessage() + ".", REMEDY, e);
            }
        });
    }

    private Coupling coupling() {
        int targetRows = (int) whole(CouplingFolder.TARGET_ROWS, 0, Integer.MAX_VALUE);
        int sourceRows = (int) whole(CouplingFolder.SOURCE_ROWS, 0, Integer.MAX_VALUE);
        return new Coupling(
                CouplingFolder.RECORDS.read(
                        field(CouplingFolder.SETTINGS), CouplingSettings.class, CouplingFolder.SETTINGS),
                TableEncoding.fromJson(field(CouplingFolder.ENCODING)),
                rows(CouplingFolder.TARGET, targetRows),
                sourceRows == 0 ? Optional.empty() : Optional.of(rows(CouplingFolder.SOURCE, sourceRows)),
                conditions(targetRows, sourceRows),
                whole(CouplingFolder.SEED, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private Optional<Conditions> conditions(int targetRows, int sourceRows) {
        if (whole(CouplingFolder.VERSION_FIELD, 1, CouplingFolder.VERSION) == 1) {
            return Optional.empty();
        }
        ConditionEncoding encoding = CouplingFolder.RECORDS.read(
                field(CouplingFolder.CONDITIONS), ConditionEncoding.class, CouplingFolder.CONDITIONS);
        if (encoding.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Conditions(
                encoding,
                rows(CouplingFolder.TARGET_CONDITIONS, targetRows),
                JsonFields.flag(field(CouplingFolder.OF_SOURCE), CouplingFolder.OF_SOURCE)
                        ? Optional.of(rows(CouplingFolder.SOURCE_CONDITIONS, sourceRows))
                        : Optional.empty()));
    }

    private RowMatrix rows(String name, int expected) {
        RowMatrix rows = RowMatrix.open(folder.resolve(name));
        if (rows.rows() != expected) {
            throw new IllegalArgumentException(name + " has " + rows.rows() + " rows, " + expected + " are described");
        }
        return rows;
    }

    private JsonElement field(String name) {
        return JsonFields.field(json, name, CouplingFolder.DESCRIPTION);
    }

    private long whole(String name, long least, long most) {
        return JsonFields.whole(field(name), least, most, CouplingFolder.DESCRIPTION + "." + name);
    }

    private static JsonObject description(Path folder) {
        Path file = folder.resolve(CouplingFolder.DESCRIPTION);
        JsonObject json;
        try (var in = new FileInputStream(file.toFile())) {
            JsonBounds bounds = JsonBounds.ofPlain(Files.size(file));
            json = named(folder, () -> JsonFields.parse(in, bounds, CouplingFolder.DESCRIPTION));
        } catch (IOException e) {
            throw new FlowException(
                    "The file " + file + " cannot be read: " + IoReason.of(e) + ".",
                    "Check that it is in place and readable, or run the node that made it again.",
                    e);
        }
        CouplingFolderReader description = new CouplingFolderReader(folder, json);
        if (!named(
                        folder,
                        () -> JsonFields.text(
                                description.field(CouplingFolder.FORMAT_FIELD), CouplingFolder.FORMAT_FIELD))
                .equals(CouplingFolder.FORMAT)) {
            throw new FlowException("The folder " + folder + " does not hold a coupling.", REMEDY);
        }
        long version = named(folder, () -> description.whole(CouplingFolder.VERSION_FIELD, 1, Integer.MAX_VALUE));
        if (version > CouplingFolder.VERSION) {
            throw new FlowException(
                    "The coupling in " + folder + " has format version " + version
                            + ", this version of the product reads up to " + CouplingFolder.VERSION + ".",
                    "Update the product, or run the node that made the coupling again.");
        }
        return json;
    }

    private static <T> T named(Path folder, Supplier<T> part) {
        return FileContent.named("The coupling in " + folder + " is damaged: ", part);
    }
}
