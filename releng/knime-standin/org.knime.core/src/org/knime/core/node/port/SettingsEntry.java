// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;

/** A settings tree as the zip entry content.xml. */
final class SettingsEntry {

    private static final String NAME = "content.xml";

    private SettingsEntry() {}

    static void write(final ModelContent model, final ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(NAME));
        model.saveToXML(keepOpen(zip));
        zip.closeEntry();
    }

    static ModelContentRO read(final ZipInputStream zip) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(NAME)) {
            throw new IOException("Expected the entry " + NAME + ", but found " + entry + ".");
        }
        return ModelContent.loadFromXML(new ByteArrayInputStream(zip.readAllBytes()));
    }

    private static OutputStream keepOpen(final OutputStream out) {
        return new FilterOutputStream(out) {

            @Override
            public void write(final byte[] bytes, final int from, final int count) throws IOException {
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
