// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A headless Chromium with a profile of its own, for pages that tests look at. */
public final class Browser implements AutoCloseable {
    /** The environment's word for the browser to use. Where it is set, a test cannot do without. */
    public static final String VARIABLE = "FLOWMATCH_BROWSER";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final int START_SECONDS = 120;

    private final Process process;
    private final Path profile;
    private final URI address;

    private Browser(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.address = address;
    }

    /**
     * The browser that the environment names, else one of the path.
     *
     * @throws TestAbortedException when there is none and none is named
     * @throws IllegalStateException when the one that is named does not start
     */
    public static Browser start() throws IOException {
        return start(System.getenv(VARIABLE), System.getenv("PATH"));
    }

    /** @param named a program; null or empty when none is asked for */
    static Browser start(String named, String path) throws IOException {
        Path program = named == null || named.isEmpty()
                ? on(path).orElseThrow(
                                () -> new TestAbortedException("skipped: no browser on the PATH. Install chromium,"
                                        + " or name a browser of its kind in " + VARIABLE + "."))
                : Path.of(named);
        Path profile = Files.createTempDirectory("browser");
        Process process;
        try {
            process = new ProcessBuilder(command(program, profile))
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            delete(profile);
            throw new IllegalStateException(VARIABLE + " names a browser that does not start: " + program, e);
        }
        Path port = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!complete(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                String log = Files.readString(profile.resolve("log"));
                delete(profile);
                throw new IllegalStateException("The browser " + program + " did not start: " + log);
            }
            pause();
        }
        List<String> lines = Files.readAllLines(port);
        return new Browser(process, profile, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
    }

    private static boolean complete(Path port) throws IOException {
        return Files.exists(port) && Files.readAllLines(port).size() >= 2;
    }

    private static Optional<Path> on(String path) {
        return Stream.of(Optional.ofNullable(path).orElse("").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One process for all frames, so that one session sees them; no sandbox, which root in a container has not. */
    private static List<String> command(Path program, Path profile) {
        return new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-site-isolation-trials",
                "--disable-features=IsolateOrigins,site-per-process",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--force-device-scale-factor=1",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
    }

    /** @param answers what the network gives: every page and file a tab asks for */
    public Tab open(Answers answers) {
        return new Tab(address, answers);
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        try {
            // those that still run would write into the profile
            for (ProcessHandle one : all) {
                one.onExit().get(START_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            throw new IllegalStateException("The browser does not end.", e);
        }
        delete(profile);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = new ArrayList<>(all.toList());
        }
        for (int i = paths.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(paths.get(i));
        }
    }

    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the browser", e);
        }
    }
}
