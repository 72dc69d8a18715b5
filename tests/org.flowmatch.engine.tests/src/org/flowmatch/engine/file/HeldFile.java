// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.file;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that has made a file or a folder of its own and keeps it until it is killed. */
final class HeldFile implements AutoCloseable {
    private final Process process;
    private final Path path;

    private HeldFile(Process process, Path path) {
        this.process = process;
        this.path = path;
    }

    /** @param what "part" of a file, "folder" within one, or "visit" for a folder that is not kept */
    static HeldFile start(String what, Path where) throws IOException, URISyntaxException {
        Process process = process(List.of(), what, where);
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("the process has ended");
        }
        return new HeldFile(process, Path.of(line));
    }

    /** To its end, behind a command that watches it. */
    static void run(List<String> watch, String what, Path where) throws Exception {
        Process process = process(watch, what, where);
        process.getInputStream().readAllBytes();
        process.waitFor();
    }

    private static Process process(List<String> before, String what, Path where)
            throws IOException, URISyntaxException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                place(HeldFile.class) + File.pathSeparator + place(AtomicFile.class),
                HeldFile.class.getName(),
                what,
                where.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A bundle is a jar, or a project's folder whose classes lie in target/classes. */
    private static String place(Class<?> type) throws URISyntaxException {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return place + File.pathSeparator + place.resolve("target/classes");
    }

    /** What the process made. */
    Path path() {
        return path;
    }

    /** Waits for the end of a process that keeps nothing. */
    void end() throws InterruptedException {
        process.waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] arguments) throws Exception {
        Path where = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            AtomicFile.write(where, "table", out -> out.write(new byte[10]));
        } else if (arguments[0].equals("part")) {
            try (AtomicFile file = new AtomicFile(where)) {
                file.out().write(new byte[10]);
                System.out.println(where);
                Thread.sleep(60_000);
            }
        } else {
            Path folder = ProcessFolder.in(where);
            Files.write(Files.createDirectory(folder.resolve("inner")).resolve("file"), new byte[10]);
            System.out.println(folder);
            Thread.sleep(arguments[0].equals("folder") ? 60_000 : 0);
        }
    }
}
