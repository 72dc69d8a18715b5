// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.planar;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.Seeds;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;

/**
 * The published table of flows between laws of the plane: normalised path energy and W2 distance, over five seeds.
 *
 * <p>NPE = |E integral |v|^2 dt - W2^2| / W2^2 (Tong and others 2024, "Improving and generalizing flow-based generative models
 * with minibatch optimal transport").
 */
public final class TwoDimensional implements Benchmark {
    private static final String SETTINGS = "width %d, batch %d, rate %s, steps %d (optimal transport %d)";

    /** Models that a later row is made from, by problem and seed. */
    private final Map<String, FlowModel> bases = new HashMap<>();

    @Override
    public String description() {
        return "flows between normal, eight Gaussians and moons: path energy and W2 beside the published ones\n"
                + "options: seeds=1-5, rows=TEXT (only rows whose name has it), width, batch, rate, steps, ot-steps";
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("seeds", "rows", "width", "batch", "rate", "steps", "ot-steps");
        List<Integer> seeds = options.numbers("seeds", "1-5");
        int width = options.number("width", 64);
        int batch = options.number("batch", 256);
        double rate = options.decimal("rate", 4e-3);
        int steps = options.number("steps", 8_000);
        int transportSteps = options.number("ot-steps", 6_000);
        String settings = String.format(Locale.ROOT, SETTINGS, width, batch, rate, steps, transportSteps);
        Mlp network = new Mlp(List.of(width, width, width), Activation.SILU, new TimeFeatures.Fourier(2));
        TrainingSettings training = TrainingSettings.defaults()
                .withBatchSize(batch)
                .withOptimiser(Optimiser.defaults().withLearningRate(rate))
                .withEmaDecay(0.999)
                .withValidation(new Validation(0, 0));
        out.println("MLP of three layers of " + settings + ", SiLU; " + PlanarProblem.TEST_ROWS + " test rows, seeds "
                + seeds);
        out.println("row                          NPE  (std)     published  pass | W2     (std)   floor   ratio"
                + " limit pass | published W2 | s per seed");
        List<String> missed = new ArrayList<>();
        for (PublishedRow row : PublishedRow.ALL) {
            if (row.label().contains(options.text("rows", ""))) {
                boolean transport = row.coupling() instanceof CouplingSettings.OptimalTransport;
                TrainingSettings budget = training.withBudget(new Budget.Steps(transport ? transportSteps : steps));
                Seeds energies = new Seeds();
                Seeds distances = new Seeds();
                Seeds seconds = new Seeds();
                double square = row.problem().squaredDistance(journal);
                double floor = row.problem().floor(journal);
                for (int seed : seeds) {
                    PlanarFlow flow = new PlanarFlow(row.problem(), seed, network, budget);
                    double[] numbers = journal.get(
                            row.label() + ", seed " + seed + ", " + settings, () -> measure(row, flow, seed));
                    energies.add(Math.abs(numbers[0] - square) / square);
                    seconds.add(numbers[1]);
                    Arrays.stream(numbers).skip(2).forEach(distances::add);
                }
                exactEnergy(row, square, out);
                if (!print(row, energies, distances, seconds, floor, out)) {
                    missed.add(row.label());
                }
            }
        }
        return missed;
    }

    /** The energy that a perfectly learnt flow has, where that is known. */
    private static void exactEnergy(PublishedRow row, double square, PrintStream out) {
        PlanarProblem problem = row.problem();
        if (row.coupling() instanceof CouplingSettings.Independent
                && !row.rectified()
                && problem.source() == PlanarLaw.NORMAL
                && problem.target() == PlanarLaw.EIGHT_GAUSSIANS) {
            double energy = ExactFlow.pathEnergy(
                    row.path(), problem.source().rows(PlanarProblem.TEST_ROWS, PlanarProblem.EXACT_SEED));
            out.printf(Locale.ROOT, "%-27s %6.4f  in closed form%n", row.label(), (energy - square) / square);
        }
    }

    private double[] measure(PublishedRow row, PlanarFlow flow, int seed) {
        long began = System.nanoTime();
        FlowModel model;
        if (row.rectified()) {
            model = flow.rectify(bases.computeIfAbsent(base(row, seed), key -> flow.train(row.coupling(), row.path())));
        } else {
            model = flow.train(row.coupling(), row.path());
            bases.put(base(row, seed), model);
        }
        double energy = flow.pathEnergy(model);
        double[] distances = flow.distances(model);
        double seconds = (System.nanoTime() - began) * 1e-9;
        return DoubleStream.concat(DoubleStream.of(energy, seconds), Arrays.stream(distances))
                .toArray();
    }

    private static String base(PublishedRow row, int seed) {
        return row.problem().label() + row.coupling() + row.path() + seed;
    }

    private static boolean print(
            PublishedRow row, Seeds energies, Seeds distances, Seeds seconds, double floor, PrintStream out) {
        double ratio = distances.mean() / floor;
        Optional<Boolean> straight = row.energy().map(most -> energies.mean() <= most);
        Optional<Boolean> near = row.floors().map(most -> ratio <= most);
        out.printf(
                Locale.ROOT,
                "%-27s %6.4f (%6.4f)  %-9s  %-4s | %6.4f (%6.4f) %6.4f  %4.2f  %-5s %-4s | %-12s | %.0f%n",
                row.label(),
                energies.mean(),
                energies.deviation(),
                text(row.energy()),
                text(straight.map(TwoDimensional::word)),
                distances.mean(),
                distances.deviation(),
                floor,
                ratio,
                text(row.floors()),
                text(near.map(TwoDimensional::word)),
                text(row.distance()),
                seconds.mean());
        return straight.orElse(true) && near.orElse(true);
    }

    private static String word(boolean holds) {
        return holds ? "yes" : "NO";
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("-");
    }
}
