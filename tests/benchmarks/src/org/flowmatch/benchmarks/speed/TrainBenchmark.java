// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.speed;

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
import org.flowmatch.benchmarks.race.Worker;

/** Steps of training against PyTorch in eager mode with each form of Adam that it has, and against torch.jit. */
public final class TrainBenchmark extends SpeedBenchmark {
    private static final double NEVER_SLOWER = 1;

    /** The sizes of one case, and how many times as fast as PyTorch it must be with one thread. */
    private record Size(int dimensions, int width, int batch, double limit) {
        String name() {
            return "d " + dimensions + ", width " + width + ", batch " + batch;
        }

        /** Of the rows through each layer, back, and with each other for its gradient; nothing goes back through the first one. */
        double operations() {
            double first = (dimensions + 1.0) * width;
            double later = 2.0 * width * width + width * dimensions;
            return 2.0 * batch * (2 * first + 3 * later);
        }
    }

    private static final List<Size> SIZES =
            List.of(new Size(2, 64, 256, 4), new Size(50, 256, 256, 1.4), new Size(50, 512, 1024, 1.2));

    public TrainBenchmark() {
        super("step", "1,2");
    }

    @Override
    public String description() {
        return "steps of training beside PyTorch: networks of three hidden layers, plain Adam\n" + SpeedOptions.HELP;
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
    Case prepare(String name, int threads, Team team, Path folder, SpeedOptions options) {
        Size size =
                SIZES.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
        Request work = Request.of(
                "measure",
                "kind",
                "train",
                "dimensions",
                size.dimensions(),
                "width",
                size.width(),
                "batch",
                size.batch(),
                "device",
                options.device());
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new Contestant("ours", team.ours(), work.with("coupling", "independent")));
        team.peer().with(modules()).ifPresent(peer -> {
            Contestant.Limit limit = new Contestant.Limit("eager", threads == 1 ? size.limit() : NEVER_SLOWER);
            List<String> optimisers = List.of(team.peer().told("optimisers").split(","));
            contestants.add(contestant("PyTorch eager, Adam", peer, work, "eager", plain(optimisers), threads, limit));
            if (optimisers.contains("fused")) {
                contestants.add(
                        contestant("PyTorch eager, fused Adam", peer, work, "eager", List.of("fused"), threads, limit));
            }
            contestants.add(contestant("torch.jit", peer, work, "jit", optimisers, threads, null));
        });
        return new Case(name, contestants, 1, size.operations());
    }

    private static List<String> plain(List<String> optimisers) {
        return optimisers.stream().filter(form -> !"fused".equals(form)).toList();
    }

    private static Contestant contestant(
            String label,
            Worker peer,
            Request work,
            String form,
            List<String> optimisers,
            int threads,
            Contestant.Limit limit) {
        Map<String, Request> ways = new LinkedHashMap<>();
        for (String adam : optimisers) {
            for (int count : threads == 1 ? List.of(1) : List.of(1, threads)) {
                String way = (optimisers.size() > 1 ? adam : "") + (threads > 1 ? " " + count + " of " + threads : "");
                ways.put(way.strip(), work.with("form", form, "adam", adam, "threads", count));
            }
        }
        return new Contestant(label, peer, ways, Optional.ofNullable(limit));
    }

    /** The peer draws other batches: that a training learns is a matter of the tests. */
    @Override
    List<String> verify(Case raced, List<Race.Times> times) {
        return times.stream()
                .filter(their -> !Double.isFinite(their.result()))
                .map(their -> raced.name() + ": the loss of " + their.label() + " is not finite")
                .toList();
    }
}
