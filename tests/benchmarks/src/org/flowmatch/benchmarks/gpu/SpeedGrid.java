// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.benchmarks.race.Cores;
import org.flowmatch.benchmarks.race.Measured;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.benchmarks.race.Series;
import org.flowmatch.benchmarks.race.Team;
import org.flowmatch.benchmarks.race.Timing;
import org.flowmatch.benchmarks.race.Worker;
import org.flowmatch.benchmarks.race.WorkerFailure;

/**
 * Steps and rows per second for each width and batch: ours in full and mixed precision, PyTorch eager and compiled. What is
 * compiled comes last, because it takes longest.
 *
 * @param device cpu or gpu, as workers know it
 * @param seconds of one measurement, of which the median of three counts
 * @param warmUp seconds for our JVM to compile before
 * @param left time for all
 */
record SpeedGrid(Sizes sizes, String device, double seconds, double warmUp, TimeBudget left) {
    private static final int DIMENSIONS = 50;
    private static final int SOLVER_STEPS = 10;
    private static final int MEASUREMENTS = 3;
    private static final int LARGEST_GROWTH = 64;
    /** Without so many seconds nothing is begun. */
    private static final double FEWEST = 10;

    private static final double FEWEST_TO_COMPILE = 40;
    private static final String NOT_ASKED = "-";

    /** Widths of the three hidden layers, and rows of a batch. */
    record Sizes(List<Integer> widths, List<Integer> batches) {}

    /** One line of the table; what could not be measured is a text instead of a rate. */
    private static final class Cell {
        private final int width;
        private final int batch;
        private final Request work;
        private final List<String> texts = new ArrayList<>(List.of(NOT_ASKED, NOT_ASKED, NOT_ASKED, NOT_ASKED));
        private final double[] rates = new double[4];

        Cell(int width, int batch, Request work) {
            this.width = width;
            this.batch = batch;
            this.work = work;
        }
    }

    /** Prints the table of a kind of work. */
    void run(Kind kind, Team team, Path folder, PrintStream out) throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (int width : sizes.widths()) {
            for (int batch : sizes.batches()) {
                cells.add(new Cell(width, batch, kind.work(width, batch, device)));
            }
        }
        Optional<Worker> peer = team.peer().with("torch");
        warm(cells.get(0), team.ours());
        for (Cell cell : cells) {
            Request ours = cell.work.with("coupling", "independent");
            measure(cell, 0, team.ours(), ours, kind, FEWEST);
            if (kind == Kind.TRAIN) {
                measure(cell, 1, team.ours(), ours.with("precision", "MIXED"), kind, FEWEST);
            }
            if (peer.isPresent()) {
                Request files = kind.files(cell.work, folder);
                if (kind == Kind.SAMPLE) {
                    team.ours().ask(new Request("write", files.values()));
                }
                measure(cell, 2, peer.get(), kind.peer(files, "eager"), kind, FEWEST);
            }
        }
        for (Cell cell : cells) {
            if (peer.isPresent()) {
                measure(
                        cell,
                        3,
                        peer.get(),
                        kind.peer(kind.files(cell.work, folder), "compile"),
                        kind,
                        FEWEST_TO_COMPILE);
            }
        }
        print(cells, out);
    }

    /** What is measured. */
    enum Kind {
        TRAIN {
            @Override
            Request work(int width, int batch, String device) {
                return base("train", width, device).with("batch", batch);
            }

            @Override
            Request files(Request work, Path folder) {
                return work;
            }

            @Override
            Request peer(Request files, String form) {
                boolean gpu = "gpu".equals(files.text("device"));
                return files.with("form", form, "adam", gpu ? "fused" : "adam", "threads", Cores.count());
            }
        },
        SAMPLE {
            @Override
            Request work(int width, int batch, String device) {
                return base("sample", width, device).with("rows", batch, "solver", "EULER", "steps", SOLVER_STEPS);
            }

            @Override
            Request files(Request work, Path folder) {
                return work.with("folder", folder, "case", work.text("width") + "-" + work.text("rows"));
            }

            @Override
            Request peer(Request files, String form) {
                return files.with("form", form, "chunk", 0, "threads", Cores.count());
            }
        };

        abstract Request work(int width, int batch, String device);

        /** The work with what both sides read. */
        abstract Request files(Request work, Path folder);

        abstract Request peer(Request files, String form);

        private static Request base(String kind, int width, String device) {
            return Request.of("measure", "kind", kind, "dimensions", DIMENSIONS, "width", width, "device", device);
        }

        private double rate(int batch, double secondsOfOne) {
            return (this == TRAIN ? 1 : batch) / secondsOfOne;
        }
    }

    private void measure(Cell cell, int column, Measured worker, Request work, Kind kind, double fewest) {
        if (!left.has(fewest)) {
            cell.texts.set(column, "no time");
            return;
        }
        try {
            double rate = kind.rate(cell.batch, seconds(worker, work));
            cell.rates[column] = rate;
            cell.texts.set(
                    column,
                    rate < 100 ? String.format(Locale.ROOT, "%.3g", rate) : String.format(Locale.ROOT, "%,.0f", rate));
        } catch (WorkerFailure e) {
            String text = e.getMessage().replace('|', '/');
            cell.texts.set(column, "failed: " + text.substring(0, Math.min(120, text.length())));
        }
    }

    private void warm(Cell cell, Worker ours) throws WorkerFailure {
        TimeBudget warming = new TimeBudget(warmUp);
        while (warming.has(0)) {
            ours.measure(cell.work.with("coupling", "independent"), LARGEST_GROWTH);
        }
    }

    /** Of one repetition, after as many as it takes to know how many fill a measurement. */
    private double seconds(Measured worker, Request work) throws WorkerFailure {
        int repeat = 1;
        Timing timing = worker.measure(work, repeat); // prepares, compiles
        do {
            timing = worker.measure(work, repeat);
            double fitting = Math.ceil(seconds / timing.wallOfOne());
            repeat = (int) Math.max(1, Math.min(fitting, (double) LARGEST_GROWTH * repeat));
        } while (timing.wall() < seconds / 2 && timing.repeat() < repeat && left.has(1));
        double[] walls = new double[MEASUREMENTS];
        for (int k = 0; k < MEASUREMENTS; k++) {
            walls[k] = worker.measure(work, repeat).wallOfOne();
        }
        return new Series(walls).median();
    }

    private static void print(List<Cell> cells, PrintStream out) {
        out.println(
                "| width | batch | ours | ours, mixed precision | PyTorch eager | PyTorch compiled | ours / eager | ours / compiled |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (Cell cell : cells) {
            out.printf(
                    Locale.ROOT,
                    "| %,d | %,d | %s | %s | %s |%n",
                    cell.width,
                    cell.batch,
                    String.join(" | ", cell.texts),
                    ratio(cell.rates[0], cell.rates[2]),
                    ratio(cell.rates[0], cell.rates[3]));
        }
    }

    private static String ratio(double ours, double theirs) {
        return ours > 0 && theirs > 0 ? String.format(Locale.ROOT, "%.2f", ours / theirs) : NOT_ASKED;
    }
}
