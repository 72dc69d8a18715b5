// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.race.Cores;
import org.flowmatch.benchmarks.race.Team;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.torchscript.DeviceChoice;

/** Everything that is computed on a card: whether it agrees with the CPU, how fast it is beside PyTorch, what happens without memory. */
public final class GpuBenchmark implements Benchmark {
    private static final SpeedGrid.Sizes FULL =
            new SpeedGrid.Sizes(List.of(128, 512, 2_048), List.of(256, 4_096, 65_536));
    private static final SpeedGrid.Sizes SMALL = new SpeedGrid.Sizes(List.of(32), List.of(64, 256));

    @Override
    public String description() {
        return "on a card: agreement of each native part with the CPU, steps and rows per second beside PyTorch eager and compiled,"
                + " memory that runs out\noptions: device=gpu or cpu (which proves the check, not a card), sizes=full or small,"
                + " parts=TEXT (only those whose name has it), minutes=7 (for all), seconds=0.3 (of one measurement; of small sizes 0.05),"
                + " python=COMMAND (of the peer)";
    }

    @Override
    public boolean beginsAnew() {
        return true;
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("device", "sizes", "parts", "minutes", "seconds", "python");
        boolean gpu = choice(options, "device", "gpu", "cpu");
        boolean full = choice(options, "sizes", "full", "small");
        TimeBudget left = new TimeBudget(60 * options.decimal("minutes", 7));
        DeviceChoice device = gpu ? DeviceChoice.GPU : DeviceChoice.CPU;
        Device resolved = device.resolve(Monitor.none()).device();
        out.println();
        out.println(
                gpu
                        ? DeviceChoice.report().text()
                        : "Device: the CPU, against itself. This proves the check, not a card.");
        out.println();
        out.println("Agreement with the CPU (difference relative to max(1, |number|)):");
        out.println();
        List<String> missed = new ArrayList<>(agreement(device, options.text("parts", ""), left, out));
        out.println();
        out.println("Memory that runs out:");
        out.println();
        missed.addAll(new Memory(resolved, out).run());
        SpeedGrid grid = new SpeedGrid(
                full ? FULL : SMALL,
                gpu ? "gpu" : "cpu",
                options.decimal("seconds", full ? 0.3 : 0.05),
                full ? 5 : 0,
                left);
        speed(options, grid, out);
        return missed;
    }

    private static boolean choice(Options options, String name, String first, String second) {
        String text = options.text(name, first);
        if (!List.of(first, second).contains(text)) {
            throw new IllegalArgumentException(
                    name + " is \"" + text + "\", but must be " + first + " or " + second + ".");
        }
        return first.equals(text);
    }

    private static List<String> agreement(DeviceChoice device, String text, TimeBudget left, PrintStream out) {
        List<String> missed = new ArrayList<>();
        out.println(Agreement.HEADER);
        for (Agreement.Part part : NativeParts.all()) {
            if (!part.name().contains(text)) {
                continue;
            }
            if (!left.has(0)) {
                missed.add(part.name() + ": there was no time left to compare it");
                continue;
            }
            Agreement found = part.on(device);
            out.println(found.row());
            if (!found.holds()) {
                missed.add(found.name() + ": "
                        + (found.failure().isEmpty()
                                ? String.format(
                                        Locale.ROOT,
                                        "%.2g of %d numbers differ from the CPU's by more than %.2g",
                                        found.off(),
                                        found.count(),
                                        found.tolerance().relative())
                                : found.failure()));
            }
        }
        return missed;
    }

    private static void speed(Options options, SpeedGrid grid, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("flowmatch-gpu");
        try (Team team = Team.start(Cores.count(), options.text("python", "python3"))) {
            out.println();
            out.println("Speed: three hidden layers with SiLU on 50 columns and the time; ours: " + team.describeOurs()
                    + "; peer: " + team.peer().describe() + ".");
            out.println();
            out.println("Steps of training per second:");
            out.println();
            grid.run(SpeedGrid.Kind.TRAIN, team, folder, out);
            out.println();
            out.println("Rows per second, Euler with 10 steps (batch: rows solved together):");
            out.println();
            grid.run(SpeedGrid.Kind.SAMPLE, team, folder, out);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
