// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads program parts, the TorchScript texts that lie as resources beside the classes that use them. */
public final class ProgramText {

    private ProgramText() {}

    /** The text of the resource {@code file} in the package of {@code beside}. */
    public static String read(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The program part " + file + " is missing beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
