// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for NVIDIA's driver and cards without loading anything: the driver's own library and version file, and its query
 * program {@code nvidia-smi} with a time limit. The program is not part of every installation; its absence proves nothing.
 */
public final class GpuProbe {

    private static final System.Logger LOG = System.getLogger(GpuProbe.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(6);
    private static final Pattern VERSION = Pattern.compile("\\b(\\d{3}\\.\\d+(?:\\.\\d+)?)\\b");
    private static final Pattern CUDA = Pattern.compile("CUDA Version\\s*:\\s*(\\d+\\.\\d+)");
    private static final List<String> LINUX_FOLDERS = List.of(
            "usr/lib/x86_64-linux-gnu",
            "usr/lib/aarch64-linux-gnu",
            "usr/lib64",
            "usr/lib",
            "usr/lib/wsl/lib",
            "usr/lib64/nvidia",
            "usr/lib/nvidia",
            "usr/local/nvidia/lib64",
            "run/opengl-driver/lib");

    private final boolean windows;
    private final Path root;
    private final Map<String, String> environment;
    private final ShortCommand commands;

    /**
     * @param osName as the system property {@code os.name}
     * @param root of the file system; on Windows the drive of the system folder
     */
    public GpuProbe(String osName, Path root, Map<String, String> environment, ShortCommand commands) {
        windows = osName.toLowerCase(Locale.ROOT).startsWith("win");
        this.root = root;
        this.environment = Map.copyOf(environment);
        this.commands = commands;
    }

    public static GpuProbe ofThisComputer() {
        Path root = Path.of("").toAbsolutePath().getRoot();
        return new GpuProbe(System.getProperty("os.name"), root, System.getenv(), ShortCommand.ofThisComputer());
    }

    /** Whether the driver is installed, from files alone: a few milliseconds. */
    public boolean driverFound() {
        return driverFiles().stream().anyMatch(Files::exists);
    }

    /** What files tell: no cards; a few milliseconds. */
    public GpuReport glance() {
        return new GpuReport(driverFound(), versionFromFile(), Optional.empty(), List.of(), false);
    }

    /** All that can be known; up to some seconds where a driver is installed. */
    public GpuReport look() {
        GpuReport files = glance();
        return files.driver() ? ask(files) : files;
    }

    private GpuReport ask(GpuReport files) {
        Optional<String> answer = query("name,driver_version,memory.total,memory.free,compute_cap")
                .or(() -> query("name,driver_version,memory.total,memory.free"));
        List<GpuCard> cards = new ArrayList<>();
        Optional<String> version = Optional.empty();
        for (String line : answer.orElse("").split("\\R")) {
            String[] fields = line.split("\\s*,\\s*");
            if (fields.length >= 4) {
                version = Optional.of(fields[1]);
                cards.add(new GpuCard(
                        fields[0].strip(),
                        fields.length > 4 ? number(fields[4]) : Optional.empty(),
                        number(fields[2]).map(Double::longValue),
                        number(fields[3]).map(Double::longValue)));
            }
        }
        boolean asked = answer.isPresent();
        return new GpuReport(
                true,
                version.or(files::driverVersion),
                asked ? match(CUDA, smi(List.of()).orElse("")) : Optional.empty(),
                cards,
                asked);
    }

    private List<Path> driverFiles() {
        List<Path> files = new ArrayList<>();
        if (windows) {
            Path system = root.resolve(environment.getOrDefault("SystemRoot", "Windows"));
            return List.of(system.resolve("System32").resolve("nvcuda.dll"));
        }
        files.add(versionFile());
        String searched = environment.getOrDefault("LD_LIBRARY_PATH", "");
        Arrays.stream(searched.split(":"))
                .filter(folder -> !folder.isEmpty())
                .forEach(folder -> files.add(root.resolve(folder).resolve("libcuda.so.1")));
        LINUX_FOLDERS.forEach(folder -> files.add(root.resolve(folder).resolve("libcuda.so.1")));
        return files;
    }

    private Path versionFile() {
        return root.resolve("proc/driver/nvidia/version");
    }

    private Optional<String> versionFromFile() {
        try {
            return windows ? Optional.empty() : match(VERSION, Files.readString(versionFile()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no version file of the driver", e);
            return Optional.empty();
        }
    }

    private Optional<String> query(String fields) {
        return smi(List.of("--query-gpu=" + fields, "--format=csv,noheader,nounits"))
                .filter(answer -> !answer.toLowerCase(Locale.ROOT).contains("is not a valid field"));
    }

    private Optional<String> smi(List<String> arguments) {
        List<String> command = new ArrayList<>();
        Path wsl = root.resolve("usr/lib/wsl/lib/nvidia-smi");
        command.add(!windows && Files.exists(wsl) ? wsl.toString() : "nvidia-smi");
        command.addAll(arguments);
        return commands.run(command, LIMIT);
    }

    private static Optional<String> match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            LOG.log(System.Logger.Level.DEBUG, "nvidia-smi gave no number", e);
            return Optional.empty();
        }
    }
}
