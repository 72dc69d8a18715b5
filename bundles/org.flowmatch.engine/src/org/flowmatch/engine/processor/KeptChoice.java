// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.processor;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.library.CacheLock;

/**
 * A {@link ProcessorChoice} that is measured once for each kind of processor and build of libtorch, and then read from a file: what a
 * seed gives does not depend on how busy a computer was. Of several processes one measures and the others wait. Where no file can be
 * kept nothing is measured, and the usual choice counts.
 *
 * @param folder of the file
 * @param processor and build, of which another one has a file of its own
 */
public record KeptChoice(Path folder, String processor) {
    private static final System.Logger LOG = System.getLogger(KeptChoice.class.getName());
    /** To be raised when the forms that a choice names change. */
    private static final String VERSION = "1";

    private static final String CHOICE = "choice";

    public Path file() {
        return folder.resolve(
                "flowmatch-processor-" + VERSION + "-" + Integer.toHexString(processor.hashCode()) + ".properties");
    }

    /** The choice in the file, measured when there is none. */
    public ProcessorChoice get(Supplier<ProcessorChoice> measure) {
        try {
            Optional<ProcessorChoice> kept = read();
            return kept.isPresent() ? kept.get() : measured(measure);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no choice can be kept", e);
            return ProcessorChoice.USUAL;
        }
    }

    private ProcessorChoice measured(Supplier<ProcessorChoice> measure) throws IOException {
        try (CacheLock lock = CacheLock.await(
                folder.resolve("flowmatch-processor.lock"), Monitor.none(), "Waiting for another process")) {
            Optional<ProcessorChoice> others = read();
            if (others.isPresent()) {
                return others.get();
            }
            ProcessorChoice choice = measure.get();
            write(choice);
            return choice;
        }
    }

    /** Empty when there is no file, or one that holds no choice for this processor. */
    private Optional<ProcessorChoice> read() throws IOException {
        if (!Files.isRegularFile(file())) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file(), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, file() + " holds no choice and is written anew", e);
        }
        return processor.equals(properties.getProperty("processor"))
                ? ProcessorChoice.of(properties.getProperty(CHOICE, ""))
                : Optional.empty();
    }

    private void write(ProcessorChoice choice) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("processor", processor);
        properties.setProperty(CHOICE, choice.text());
        Path made = Files.createTempFile(folder, "processor", null);
        try {
            try (Writer out = Files.newBufferedWriter(made, StandardCharsets.UTF_8)) {
                properties.store(
                        out,
                        "Measured once; delete this file to measure again, which may change the last digits of results");
            }
            Files.move(made, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
