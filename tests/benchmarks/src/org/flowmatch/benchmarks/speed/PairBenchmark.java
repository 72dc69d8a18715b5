// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.benchmarks.race.Contestant;
import org.flowmatch.benchmarks.race.Race;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.benchmarks.race.Team;
import org.flowmatch.benchmarks.race.Worker;

/** Exact assignments on the same cost matrices as scipy and POT, and training with optimal transport beside one without. */
public final class PairBenchmark extends SpeedBenchmark {
    private static final double SAME = 1e-6;
    private static final int CELLS = 1 << 20;
    private static final int MOST_MATRICES = 8;
    private static final double TRANSPORT_SHARE = 0.8;
    private static final String TRAINING = "training, d 50, width 256, batch 256";

    private record Size(int dimensions, int n, boolean judged) {
        String name() {
            return "d " + dimensions + ", n " + n;
        }

        int matrices() {
            return Math.max(1, Math.min(MOST_MATRICES, CELLS / (n * n)));
        }
    }

    private static final List<Size> SIZES = sizes();

    private static List<Size> sizes() {
        List<Size> sizes = new ArrayList<>();
        for (int dimensions : List.of(2, 50)) {
            for (int n = 128; n <= 4096; n *= 2) {
                sizes.add(new Size(dimensions, n, n >= 256 && n <= 1024));
            }
        }
        return sizes;
    }

    public PairBenchmark() {
        super("plan or step", "1,2");
    }

    @Override
    public String description() {
        return "exact assignments beside scipy and POT (one thread), and training with optimal transport beside one"
                + " without (two)\n" + SpeedOptions.HELP + "; n 4096, which takes minutes, is among the cases only when"
                + " they are named: cases=4096";
    }

    @Override
    List<String> names(int threads) {
        return threads == 1 ? SIZES.stream().map(Size::name).toList() : List.of(TRAINING);
    }

    @Override
    boolean usual(String name) {
        return !name.endsWith("n 4096");
    }

    @Override
    String[] modules() {
        return new String[] {"scipy", "pot"};
    }

    @Override
    Case prepare(String name, int threads, Team team, Path folder, SpeedOptions options) throws IOException {
        if (TRAINING.equals(name)) {
            return training(team, options);
        }
        Size size =
                SIZES.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
        Request work = Request.of(
                "measure",
                "kind",
                "pair",
                "dimensions",
                size.dimensions(),
                "n",
                size.n(),
                "matrices",
                size.matrices(),
                "folder",
                folder,
                "case",
                "pair-" + size.dimensions() + "-" + size.n());
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new Contestant("ours", team.ours(), work));
        if (team.peer().with("scipy").isPresent() || team.peer().with("pot").isPresent()) {
            team.ours().ask(new Request("write", work.values()));
        }
        team.peer().with("scipy").ifPresent(peer -> contestants.add(contestant("scipy", peer, work, size)));
        team.peer().with("pot").ifPresent(peer -> contestants.add(contestant("pot", peer, work, size)));
        return new Case(name, contestants, size.matrices());
    }

    private static Contestant contestant(String library, Worker peer, Request work, Size size) {
        String label = "scipy".equals(library) ? "scipy linear_sum_assignment" : "POT emd";
        return new Contestant(
                label,
                peer,
                Map.of("", work.with("library", library, "threads", 1)),
                size.judged() ? Optional.of(new Contestant.Limit(label, 1)) : Optional.empty());
    }

    /** Both are this product's; the training with plans comes first and so is the one that must be fast enough. */
    private static Case training(Team team, SpeedOptions options) {
        Request work = Request.of(
                "measure", "kind", "train", "dimensions", 50, "width", 256, "batch", 256, "device", options.device());
        return new Case(
                TRAINING,
                List.of(
                        new Contestant("ours, optimal transport", team.ours(), work.with("coupling", "transport")),
                        new Contestant(
                                "ours, independent",
                                team.ours(),
                                Map.of("", work.with("coupling", "independent")),
                                Optional.of(new Contestant.Limit("independent", TRANSPORT_SHARE)))),
                1);
    }

    @Override
    List<String> verify(Case raced, List<Race.Times> times) {
        if (TRAINING.equals(raced.name())) {
            return List.of();
        }
        double least = times.stream().mapToDouble(Race.Times::result).min().orElseThrow();
        double ours = times.get(0).result();
        return ours <= least * (1 + SAME)
                ? List.of()
                : List.of(raced.name() + ": our plans cost " + ours + ", but " + least + " is possible");
    }
}
