// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.benchmarks.race.Contestant;
import org.flowmatch.benchmarks.race.Race;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.benchmarks.race.Team;

/** Rows along a flow, with the same weights and source rows on both sides: all rows at once, and in chunks. */
public final class SampleBenchmark extends SpeedBenchmark {
    private static final List<Integer> CHUNKS = List.of(512, 1024, 2048, 4096, 8192);
    private static final double SAME = 1e-4;

    private record Size(int dimensions, int width, int rows, String solver, int steps, double whole, double chunked) {
        String name() {
            return String.format(
                    "%,d rows, d %d, width %d, %s %d steps",
                    rows, dimensions, width, "EULER".equals(solver) ? "Euler" : solver, steps);
        }

        double operations() {
            int evaluations = steps * ("EULER".equals(solver) ? 1 : 4);
            return 2.0 * rows * evaluations * (2.0 * dimensions * width + 2.0 * width * width);
        }

        String key() {
            return "sample-" + dimensions + "-" + solver;
        }
    }

    private static final List<Size> SIZES = List.of(
            new Size(2, 64, 100_000, "EULER", 5, 2, 1.15),
            new Size(2, 64, 100_000, "RK4", 2, 2, 1.15),
            new Size(50, 256, 20_000, "EULER", 10, 1.6, 1.35),
            new Size(50, 256, 20_000, "RK4", 3, 1.6, 1.35));

    public SampleBenchmark() {
        super("solve", "1,2");
    }

    @Override
    public String description() {
        return "rows along a flow beside PyTorch: Euler and Runge-Kutta, the whole batch and in chunks of the best of "
                + CHUNKS + " rows\n" + SpeedOptions.HELP;
    }

    @Override
    List<String> names(int threads) {
        return SIZES.stream().map(Size::name).toList();
    }

    @Override
    String[] modules() {
        return new String[] {"torch"};
    }

    @Override
    Case prepare(String name, int threads, Team team, Path folder, SpeedOptions options) throws IOException {
        Size size =
                SIZES.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
        Request work = Request.of(
                "measure",
                "kind",
                "sample",
                "dimensions",
                size.dimensions(),
                "width",
                size.width(),
                "rows",
                size.rows(),
                "solver",
                size.solver(),
                "steps",
                size.steps(),
                "device",
                options.device());
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new Contestant("ours", team.ours(), work));
        if (team.peer().with(modules()).isPresent()) {
            Request files = work.with("folder", folder, "case", size.key());
            team.ours().ask(new Request("write", files.values()));
            // limits are for one thread; on more, being faster is what is asked for
            double whole = threads == 1 ? size.whole() : 1;
            double chunked = threads == 1 ? size.chunked() : 1;
            contestants.add(contestant("PyTorch eager, whole", team, files, "eager", List.of(0), threads, whole));
            contestants.add(contestant("PyTorch eager, chunks", team, files, "eager", CHUNKS, threads, chunked));
            contestants.add(contestant("torch.jit, chunks", team, files, "jit", CHUNKS, threads, 0));
        }
        return new Case(name, contestants, 1, size.operations());
    }

    private Contestant contestant(
            String label, Team team, Request files, String form, List<Integer> chunks, int threads, double factor) {
        Map<String, Request> ways = new LinkedHashMap<>();
        for (int chunk : chunks) {
            for (int count : threads == 1 ? List.of(1) : List.of(1, threads)) {
                String way = (chunk > 0 ? "of " + chunk : "") + (threads > 1 ? " " + count + " of " + threads : "");
                ways.put(way.strip(), files.with("form", form, "chunk", chunk, "threads", count));
            }
        }
        return new Contestant(
                label,
                team.peer().with(modules()).orElseThrow(),
                ways,
                factor > 0 ? Optional.of(new Contestant.Limit(label, factor)) : Optional.empty());
    }

    @Override
    List<String> verify(Case raced, List<Race.Times> times) {
        double ours = times.get(0).result();
        return times.stream()
                .filter(their -> !(Math.abs(their.result() - ours) <= SAME * Math.abs(ours)))
                .map(their -> raced.name() + ": the mean square of the rows is " + ours + ", that of " + their.label()
                        + " " + their.result())
                .toList();
    }
}
