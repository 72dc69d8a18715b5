// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts Java, with a Java that tells its arguments. */
class LaunchTest {
    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void build() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
        Path repository = repository();
        script = repository.resolve("releng/org.flowmatch.runner/launch");
        for (String parent : List.of("bundles", "releng/knime-standin", "releng")) {
            try (Stream<Path> projects = Files.list(repository.resolve(parent))) {
                for (Path project : projects.filter(Files::isDirectory).toList()) {
                    Path target = folder.resolve(repository.relativize(project)).resolve("target");
                    Files.createFile(Files.createDirectories(target).resolve(project.getFileName() + "-1.jar"));
                }
            }
        }
        Path framework = Files.createDirectories(folder.resolve("releng/org.flowmatch.runner/target/equinox"));
        Files.createFile(framework.resolve("org.eclipse.equinox.launcher.jar"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    private static Path repository() {
        String named = System.getProperty("flowmatch.home");
        Path above = named != null ? Path.of(named) : Path.of("").toAbsolutePath();
        while (above != null && !Files.isDirectory(above.resolve("tests/workflows"))) {
            above = above.getParent();
        }
        assertTrue(above != null, "the folder tests/workflows is not above the working directory");
        return above;
    }

    private List<String> arguments(String temporary) throws Exception {
        ProcessBuilder process = new ProcessBuilder(
                "/bin/sh",
                script.toString(),
                folder.toString(),
                folder.resolve("build").toString(),
                "run",
                "flow");
        process.redirectErrorStream(true);
        process.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        process.environment().remove("TMPDIR");
        if (temporary != null) {
            process.environment().put("TMPDIR", temporary);
        }
        Process started = process.start();
        String out = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, started.waitFor(), out);
        return out.lines().toList();
    }

    @Test
    void theVariableTmpdirSaysWhereTemporaryFilesGo() throws Exception {
        List<String> arguments = arguments("/disk/with space");
        assertTrue(arguments.contains("-Djava.io.tmpdir=/disk/with space"), arguments::toString);
        assertEquals("flow", arguments.get(arguments.size() - 1));
    }

    @Test
    void withoutItJavaChooses() throws Exception {
        assertFalse(arguments(null).stream().anyMatch(argument -> argument.contains("tmpdir")));
    }
}
