// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.comparison.ModelFigures.Density;
import org.flowmatch.engine.comparison.ModelFigures.Run;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.Jobs;
import org.flowmatch.engine.model.Fit;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.SamplingSettings;

/**
 * Models of different kinds beside each other, on rows that none of them has seen: what they cost and how good they are.
 *
 * @param models in the order in which they were given
 * @param floor the median W2 distance of {@value #FLOOR_PAIRS} pairs of samples of test rows, as large as those that are
 *     compared: what a perfect model would have; NaN where distances are not known
 * @param rows that were compared
 * @param warnings what the user should know
 */
public record ModelComparison(List<ModelFigures> models, double floor, int rows, List<String> warnings) {
    private static final int FLOOR_PAIRS = 5;

    public ModelComparison {
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param compared at least one, all of the same columns
     * @param test the columns of the models, in units of the table; cells that a model cannot score keep it from a density
     * @throws org.flowmatch.engine.FlowException when the columns of two models differ, there are fewer than two test rows, or no GPU is found though
     *     asked for; what a single model cannot do is missing, with its reason
     */
    public static ModelComparison of(
            List<ComparedModel> compared, Table test, ComparisonSettings settings, Monitor monitor) {
        requireSameColumns(compared);
        settings.device().resolve(monitor);
        Set<String> warnings = new LinkedHashSet<>();
        TestRows rows = new TestRows(
                test.choose(compared.get(0).model().encoding().columns()), settings.rows(), settings.seed());
        if (rows.compared().length < settings.rows()) {
            warnings.add("Samples of " + rows.compared().length + " rows are compared instead of " + settings.rows()
                    + ", because there are too few test rows for two such samples.");
        }
        List<List<MadeRows>> made = make(compared, rows, settings, warnings, monitor.part(0, 0.4));
        List<Density> densities = score(compared, rows, settings, warnings, monitor.part(0.4, 0.7));
        List<Table> tables = made.stream()
                .flatMap(List::stream)
                .flatMap(one -> one.table().stream())
                .toList();
        SampleMeasures measures = new SampleMeasures(rows, tables);
        double[] measured = measure(measures, made, monitor.part(0.7, 1));
        warnings.addAll(measures.warnings());
        List<ModelFigures> figures = new ArrayList<>();
        int at = FLOOR_PAIRS;
        for (int i = 0; i < made.size(); i++) {
            List<Run> runs = new ArrayList<>();
            for (MadeRows one : made.get(i)) {
                boolean there = one.table().isPresent();
                runs.add(new Run(
                        one.sampler(),
                        one.settings().steps(),
                        one.nfe(),
                        one.seconds(),
                        there ? measured[at++] : Double.NaN,
                        there ? measured[at++] : Double.NaN,
                        one.missing()));
            }
            FlowModel model = compared.get(i).model();
            figures.add(new ModelFigures(
                    compared.get(i).name(),
                    model.weights().length,
                    model.provenance().seconds(),
                    densities.get(i),
                    runs));
        }
        double[] floors = Arrays.copyOf(measured, FLOOR_PAIRS);
        Arrays.sort(floors);
        return new ModelComparison(figures, floors[FLOOR_PAIRS / 2], rows.compared().length, new ArrayList<>(warnings));
    }

    private static void requireSameColumns(List<ComparedModel> compared) {
        ComparedModel first = compared.get(0);
        List<ColumnInfo> columns = first.model().encoding().columns();
        for (ComparedModel other : compared) {
            new Fit("model \"" + first.name() + "\"", "model \"" + other.name() + "\"")
                    .columns(columns, other.model().encoding().columns())
                    .ifPresent(difference -> difference.refuse(
                            "Compare models of the same columns, with one Flow Comparison for each set of them."));
        }
    }

    private static List<List<MadeRows>> make(
            List<ComparedModel> compared,
            TestRows rows,
            ComparisonSettings settings,
            Set<String> warnings,
            Monitor monitor) {
        int[] chosen = rows.compared();
        List<List<MadeRows>> all = new ArrayList<>();
        for (int i = 0; i < compared.size(); i++) {
            List<SamplingSettings> samplings =
                    settings.sampler().samplings(compared.get(i).model(), settings);
            double every = 1.0 / compared.size() / samplings.size();
            MadeRows.warmUp(compared.get(i), chosen, samplings.get(samplings.size() - 1), monitor);
            List<MadeRows> made = new ArrayList<>();
            for (int k = 0; k < samplings.size(); k++) {
                double from = (double) i / compared.size() + k * every;
                made.add(MadeRows.of(
                        compared.get(i),
                        chosen,
                        samplings.get(k),
                        settings.seed(),
                        warnings,
                        monitor.part(from, from + every)));
            }
            all.add(made);
        }
        return all;
    }

    private static List<Density> score(
            List<ComparedModel> compared,
            TestRows rows,
            ComparisonSettings settings,
            Set<String> warnings,
            Monitor monitor) {
        TestDensities densities = new TestDensities(rows, settings, warnings);
        List<Density> all = new ArrayList<>();
        for (int i = 0; i < compared.size(); i++) {
            all.add(densities.of(
                    compared.get(i), monitor.part((double) i / compared.size(), (i + 1.0) / compared.size())));
        }
        densities.warnIfUnitsDiffer(compared, all);
        return all;
    }

    /** The floors, then distance and detection of each table; without distances detection with few evaluations, too. */
    private static double[] measure(SampleMeasures measures, List<List<MadeRows>> made, Monitor monitor) {
        Jobs jobs = new Jobs("measures of samples");
        for (int pair = 1; pair <= FLOOR_PAIRS; pair++) {
            int number = pair;
            jobs.add(() -> measures.floor(number));
        }
        int table = 0;
        int rows = 1;
        for (List<MadeRows> ofModel : made) {
            for (int k = 0; k < ofModel.size(); k++) {
                Optional<Table> one = ofModel.get(k).table();
                if (one.isEmpty()) {
                    continue;
                }
                int number = table++;
                rows = one.get().rows();
                boolean detected = k == ofModel.size() - 1 || !measures.vectors();
                Callable<Double> detection = () -> detected ? measures.detection(number) : Double.NaN;
                jobs.add(() -> measures.distance(number));
                jobs.add(detection);
            }
        }
        return jobs.run(Jobs.threads(rows), monitor);
    }
}
