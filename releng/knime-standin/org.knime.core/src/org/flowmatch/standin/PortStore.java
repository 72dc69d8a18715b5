// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowmatch.standin.table.TableFile;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortUtil;

/** Keeps a port object in a folder: a table as table.bin, any other object with its file stores as port.zip. */
public final class PortStore {

    private static final String TABLE = "table.bin";
    private static final String OBJECT = "port.zip";

    private PortStore() {}

    public static void save(final PortObject object, final Path folder) throws IOException, CanceledExecutionException {
        Files.createDirectories(folder);
        if (object instanceof BufferedDataTable table) {
            TableFile.write(table, folder.resolve(TABLE));
            return;
        }
        try (OutputStream out = new BufferedOutputStream(
                new FileOutputStream(folder.resolve(OBJECT).toFile()))) {
            PortArchive.write(object, out, new ExecutionMonitor());
        }
    }

    /** Reads what {@link #save} wrote; file stores become new ones of the context. */
    public static PortObject load(final Path folder, final ExecutionContext exec)
            throws IOException, CanceledExecutionException {
        return Files.exists(folder.resolve(TABLE))
                ? TableFile.read(folder.resolve(TABLE), exec)
                : PortUtil.readObjectFromFileViaContext(folder.resolve(OBJECT).toFile(), exec);
    }
}
