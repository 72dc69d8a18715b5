// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.flowmatch.engine.file.ProcessFolder;

/** Asks another program a question that it answers quickly, or not at all. */
public interface ShortCommand {

    System.Logger LOG = System.getLogger(ShortCommand.class.getName());

    /** @return what the program printed; empty when it is missing, fails, or takes longer than {@code limit} */
    Optional<String> run(List<String> command, Duration limit);

    /** Programs of this computer. The answer goes through a file, so that no pipe can block either side. */
    static ShortCommand ofThisComputer() {
        return (command, limit) -> {
            Path answer = null;
            try {
                answer = ProcessFolder.newFile(".txt");
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(answer.toFile())
                        .start();
                process.getOutputStream().close();
                try {
                    if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0) {
                        return Optional.of(Files.readString(answer, StandardCharsets.ISO_8859_1));
                    }
                } catch (InterruptedException e) {
                    LOG.log(System.Logger.Level.DEBUG, "interrupted", e);
                    Thread.currentThread().interrupt();
                } finally {
                    process.destroyForcibly();
                }
                return Optional.empty();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, command + " cannot be run", e);
                return Optional.empty();
            } finally {
                delete(answer);
            }
        };
    }

    private static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, file + " is still in use, and goes with its folder", e);
            }
        }
    }
}
