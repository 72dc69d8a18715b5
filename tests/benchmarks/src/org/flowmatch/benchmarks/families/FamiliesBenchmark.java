// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.families;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.benchmarks.race.Series;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.comparison.ComparedModel;
import org.flowmatch.engine.comparison.ComparisonSettings;
import org.flowmatch.engine.comparison.ModelComparison;
import org.flowmatch.engine.comparison.ModelFigures;
import org.flowmatch.engine.comparison.SamplerRule;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.DeviceChoice;

/** Families of models beside each other: trained alike, each sampled as it is known. */
public final class FamiliesBenchmark implements Benchmark {
    public static final String NAME = "families";

    /** What is kept of a model, in the order of the journal. */
    private enum Figure {
        TRAINING("training, s", "%.1f"),
        NFE("NFE", "%.0f"),
        SAMPLING("sampling, s", "%.3f"),
        DISTANCE("W2", "%.3f"),
        FLOOR("floor", "%.3f"),
        DETECTION("AUC", "%.3f"),
        LIKELIHOOD("log-likelihood", "%.3f"),
        ERROR("below the law's", "%.3f"),
        LIKELIHOOD_NFE("its NFE", "%.0f"),
        PARAMETERS("parameters", "%.0f");

        private final String label;
        private final String format;

        Figure(String label, String format) {
            this.label = label;
            this.format = format;
        }

        private String text(double value) {
            return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
        }
    }

    @Override
    public String description() {
        return "families of models, trained alike and sampled as they are known: seconds, W2, detection,"
                + " log-likelihood\n"
                + "options: data=" + FamilySet.labels()
                + ", families=TEXT (those whose name has it), seeds=1-3, steps=8000, width=128, rows=2000 (compared,"
                + " 10 to 2500), evaluations=100, folder=FOLDER (of the files, default ../shared/data)";
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown("data", "families", "seeds", "steps", "width", "rows", "evaluations", "folder");
        Path home = Path.of(System.getProperty("flowmatch.home", "."));
        Path folder =
                Path.of(options.text("folder", home.resolve("../shared/data").toString()));
        List<Family> families = Family.named(options.text("families", ""));
        for (String name : options.text("data", FamilySet.labels()).split(",")) {
            FamilySet set = FamilySet.named(name);
            heading(set, options, out);
            for (Family family : families) {
                List<double[]> seeds = new ArrayList<>();
                for (int seed : options.numbers("seeds", "1-3")) {
                    seeds.add(measured(set, family, folder, seed, options, journal));
                }
                line(family, seeds, out);
            }
        }
        return List.of();
    }

    private static double[] measured(
            FamilySet set, Family family, Path folder, int seed, Options options, Journal journal) throws IOException {
        int steps = options.number("steps", 8000);
        int width = options.number("width", 128);
        int rows = options.number("rows", 2000);
        int evaluations = family.evaluations(options.number("evaluations", 100));
        String key = String.format(
                Locale.ROOT,
                "%s, %s, seed %d, %d steps, width %d, %d rows, %d evaluations",
                set.label(),
                family.label(),
                seed,
                steps,
                width,
                rows,
                evaluations);
        return journal.get(key, () -> {
            // twice as many test rows as are compared leave a second sample for the floor; all of them are scored
            FamilySet.Split split = set.split(folder, 2 * rows, seed);
            long began = System.nanoTime();
            FlowModel model = family.train(new FamilyTraining(split.training(), steps, width, seed));
            double seconds = (System.nanoTime() - began) * 1e-9;
            ComparisonSettings settings = new ComparisonSettings(
                    2 * rows, evaluations, false, SamplerRule.USUAL, true, DeviceChoice.CPU, seed);
            ModelComparison comparison = ModelComparison.of(
                    List.of(new ComparedModel(family.label(), model, Optional.empty())),
                    split.test(),
                    settings,
                    Monitor.none());
            return figures(seconds, comparison, split);
        });
    }

    private static double[] figures(double seconds, ModelComparison comparison, FamilySet.Split split) {
        ModelFigures model = comparison.models().get(0);
        double[] figures = new double[Figure.values().length];
        figures[Figure.TRAINING.ordinal()] = seconds;
        figures[Figure.NFE.ordinal()] = model.last().nfe();
        figures[Figure.SAMPLING.ordinal()] = model.last().seconds();
        figures[Figure.DISTANCE.ordinal()] = model.last().distance();
        figures[Figure.FLOOR.ordinal()] = comparison.floor();
        figures[Figure.DETECTION.ordinal()] = model.last().detection();
        figures[Figure.LIKELIHOOD.ordinal()] = model.density().mean();
        figures[Figure.ERROR.ordinal()] =
                split.entropy().orElse(Double.NaN) - model.density().mean();
        figures[Figure.LIKELIHOOD_NFE.ordinal()] = model.density().nfe();
        figures[Figure.PARAMETERS.ordinal()] = model.parameters();
        return figures;
    }

    private static void heading(FamilySet set, Options options, PrintStream out) {
        out.println();
        out.println(set.label() + ", medians of the seeds " + options.text("seeds", "1-3"));
        out.println("| | "
                + Arrays.stream(Figure.values()).map(figure -> figure.label).collect(Collectors.joining(" | "))
                + " |");
        out.println("|---".repeat(1 + Figure.values().length) + "|");
    }

    private static void line(Family family, List<double[]> seeds, PrintStream out) {
        out.println("| " + family.label() + " | "
                + Arrays.stream(Figure.values())
                        .map(figure -> figure.text(new Series(seeds.stream()
                                        .mapToDouble(numbers -> numbers[figure.ordinal()])
                                        .toArray())
                                .median()))
                        .collect(Collectors.joining(" | "))
                + " |");
    }
}
