// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowmatch.acceptance.StoredWorkflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the repository in locales that lack most characters: file names must reach Java as they are. */
class ScriptLocaleTest {
    @TempDir
    Path folder;

    @BeforeEach
    void build() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
        assumeTrue(charmap("C.UTF-8").equals("UTF-8"), "skipped: there is no locale C.UTF-8");
        script("flowmatch", Files.readString(StoredWorkflow.repository().resolve("flowmatch")));
        script("jdk/bin/javac", "#!/bin/sh\necho javac 17.0.1\n");
        script("releng/org.flowmatch.runner/launch", "#!/bin/sh\nlocale charmap\n");
        Files.createDirectory(folder.resolve("bundles"));
        Files.createFile(folder.resolve("pom.xml"));
        Files.createFile(Files.createDirectory(folder.resolve(".build")).resolve("runner.built"));
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString("rwx------"));
    }

    private static String charmap(String locale) throws Exception {
        return output(List.of("/bin/sh", "-c", "locale charmap"), Map.of("LC_ALL", locale));
    }

    private static String output(List<String> command, Map<String, String> variables) throws Exception {
        ProcessBuilder process = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        process.environment().putAll(variables);
        Process started = process.start();
        String out = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        started.waitFor();
        return out.strip();
    }

    private String seenByJava(Map<String, String> variables) throws Exception {
        Map<String, String> all = new HashMap<>(variables);
        all.put("JAVA_HOME", folder.resolve("jdk").toString());
        return output(List.of("/bin/sh", folder.resolve("flowmatch").toString(), "run", "flow"), all);
    }

    @Test
    void javaIsStartedInOneThatKnowsAllCharacters() throws Exception {
        assertEquals("UTF-8", seenByJava(Map.of("LC_ALL", "POSIX")));
        assertEquals("UTF-8", seenByJava(Map.of("LANG", "C")));
        assertEquals("UTF-8", seenByJava(Map.of()));
    }
}
