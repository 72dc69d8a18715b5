// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.executor.ConditionWeight;
import org.flowmatch.engine.executor.FieldProgram;
import org.flowmatch.engine.executor.SolverProgram;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.field.StageLaw;
import org.flowmatch.engine.flowmap.FlowMap;
import org.flowmatch.engine.flowmap.MapRegression;
import org.flowmatch.engine.flowmap.MapRule;
import org.flowmatch.engine.flowmap.MapSettings;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.likelihood.LikelihoodProgram;
import org.flowmatch.engine.loss.ChangeOfVariables;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Losses;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.metric.EnergyDistance;
import org.flowmatch.engine.mixed.MadeCircles;
import org.flowmatch.engine.mixed.MixedProgram;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.model.TorchScriptExport;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.InvertibleNetwork;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.network.Waves;
import org.flowmatch.engine.normalising.ContinuousLikelihood;
import org.flowmatch.engine.normalising.NormalisingFlow;
import org.flowmatch.engine.normalising.NormalisingMover;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.processor.ProcessorChoice;
import org.flowmatch.engine.sampling.ConditionalModels;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Comparison;
import org.flowmatch.engine.training.Precision;
import org.flowmatch.engine.training.TrainingText;
import org.junit.jupiter.api.Test;

/** Every program that the engine may ask for is linked, without libtorch. */
class LinkTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("flowmatch.home")).resolve("bundles/org.flowmatch.engine/src");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^def (\\w+)\\(");

    private static List<NetworkSpec> networks() {
        List<NetworkSpec> networks = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            for (TimeFeatures time : List.of(new TimeFeatures.Raw(), new TimeFeatures.Fourier(3))) {
                networks.add(new Mlp(List.of(8), activation, time));
                networks.add(new Mlp(List.of(8), activation, time, new Waves(2, List.of(2, 6))));
                networks.add(new Mlp(List.of(8, 4, 8, 8), activation, time));
                networks.add(new ResidualMlp(2, 8, 4, activation, time));
                networks.add(new SequenceMixer(2, 8, 4, activation, time).with(new Waves(2, List.of(3))));
            }
        }
        return networks;
    }

    private static List<InvertibleNetwork> maps() {
        return List.of(new RealNvp(3, 8, Activation.SILU), new RealNvp(2, 4, Activation.GELU), new Planar(4));
    }

    private static List<FlowModel> models() {
        List<FlowModel> models = new ArrayList<>(networks().stream()
                .map(network -> TestModels.random(2, network, new LinearPath(), 1))
                .toList());
        models.add(ConditionalModels.conditional());
        return models;
    }

    private static StateEquation equation(FlowModel model, List<Fragment> parts, boolean columns) {
        StageLaw law = StageLaw.of(
                model.dynamics().followed().orElseThrow().conversion().motion().velocity());
        return new StateEquation(model, parts, List.of(), law, ConditionWeight.LEARNT, Optional.empty(), columns, 1);
    }

    private static StateEquation mixed(FlowModel model) {
        StateEquation plain = equation(model, MixedProgram.equation(model), true);
        return new StateEquation(
                model,
                plain.parts(),
                List.of(),
                plain.law(),
                ConditionWeight.LEARNT,
                Optional.empty(),
                true,
                Optional.of((step, rows) -> {}),
                1);
    }

    private static final ProcessorChoice OTHER =
            new ProcessorChoice(ProcessorChoice.Silu.SIGMOID, ProcessorChoice.Products.LAYERS);

    /** The programs of all solvers, of rows and of their densities, on both kinds of devices. */
    private static List<String> solvers() {
        List<String> programs = new ArrayList<>();
        for (FlowModel model : models()) {
            for (Solver solver : Solver.values()) {
                for (Device device : Device.values()) {
                    programs.add(SolverProgram.text(
                            equation(model, FieldProgram.equation(model), true), solver, device, 64));
                    programs.add(SolverProgram.text(mixed(model), solver, device, 64));
                }
                for (int probes : new int[] {0, 3}) {
                    programs.add(SolverProgram.text(
                            equation(model, LikelihoodProgram.equation(model, probes), false), solver, Device.CPU, 64));
                    programs.add(SolverProgram.text(
                            equation(model, MixedProgram.density(model, 2, probes), false), solver, Device.CPU, 64));
                }
            }
            programs.add(SolverProgram.text(model, FieldProgram.functions(model), 64));
            programs.add(SolverProgram.text(model, FieldProgram.functions(model), 64, OTHER));
            programs.add(SolverProgram.text(
                    equation(model, FieldProgram.equation(model), true), Solver.RK4, Device.CPU, 64, OTHER));
        }
        return programs;
    }

    private static List<String> trainings() {
        List<String> programs = new ArrayList<>();
        for (NetworkSpec network : networks()) {
            for (Precision precision : Precision.values()) {
                for (Outputs outputs : List.of(Outputs.ofNumbers(2), new Outputs(2, 2, List.of()))) {
                    programs.add(TrainingText.of(network, 3, outputs, new SquaredError(), precision));
                    programs.add(TrainingText.of(
                            network, 3, outputs, new SquaredError(), Comparison.OUTPUTS, precision, OTHER));
                }
                for (Outputs outputs : List.of(
                        Outputs.ofNumbers(2), new Outputs(2, 1, List.of(3)), new Outputs(0, 1, List.of(2, 5)))) {
                    programs.add(TrainingText.of(network, 3, outputs, new Deviance(), precision));
                }
            }
        }
        for (NetworkSpec network : networks()) {
            for (Precision precision : Precision.values()) {
                Comparison likelihood = ContinuousLikelihood.defaults().comparison();
                programs.add(TrainingText.of(
                        network, 3, Outputs.ofNumbers(2), new ChangeOfVariables(), likelihood, precision));
                for (MapRule rule : MapRule.values()) {
                    Outputs outputs = new Outputs(2, 2, List.of());
                    Comparison steps = MapRegression.comparison(new MapSettings(rule, 0.5, true), false);
                    programs.add(TrainingText.of(network, 9, outputs, new SquaredError(), steps, precision));
                }
            }
        }
        for (InvertibleNetwork map : maps()) {
            Outputs outputs = new Outputs(3, 2, List.of());
            programs.add(TrainingText.of(map, 4, outputs, new ChangeOfVariables(), Precision.FULL));
        }
        return programs;
    }

    /** Of numbers that are unit vectors: their states, and their densities. */
    private static Stream<String> curved() {
        FlowModel model = MadeCircles.random();
        AffineVelocity velocity = new AffineVelocity(new LinearPath(), Prediction.VELOCITY);
        StageLaw law = StageLaw.of(velocity.conversion().motion().velocity());
        return Stream.of(Solver.values())
                .flatMap(solver -> Stream.of(true, false).map(states -> {
                    List<Fragment> parts = states ? MixedProgram.equation(model) : MixedProgram.density(model, 4, 3);
                    StateEquation equation = new StateEquation(
                            model, parts, List.of(), law, ConditionWeight.LEARNT, Optional.empty(), states, 1);
                    return SolverProgram.text(equation, solver, Device.CPU, 64);
                }));
    }

    private static List<String> others() {
        Fragment pairs = Fragment.read(EnergyDistance.class, "pair_sums");
        Fragment fewSteps = Fragment.read(FlowMap.class, "few_steps").with("NUMBERS", 3);
        return Stream.of(
                        models().stream().map(TorchScriptExport::text),
                        curved(),
                        Stream.of(Linker.link(List.of(pairs), pairs.gives())),
                        models().stream().map(model -> SolverProgram.text(model, List.of(fewSteps), 64)),
                        maps().stream().map(LinkTest::moved))
                .flatMap(texts -> texts)
                .toList();
    }

    /** The program that moves and scores rows by a map. */
    private static String moved(InvertibleNetwork map) {
        Fragment maps = Fragment.read(NormalisingMover.class, "maps");
        FlowModel model = new FlowModel(
                map,
                map.initialWeights(3, 6, 1),
                new NormalisingFlow(),
                TestModels.encoding(3),
                SourceLaw.GAUSSIAN,
                TestModels.provenance(0, List.of()));
        return SolverProgram.text(model, List.of(maps), 64);
    }

    private static Set<String> methods(List<String> programs) {
        return programs.stream()
                .flatMap(program -> DEFINITION.matcher(program).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> fragments() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".torchscript"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyNetworkIsLinkedWithEverySolver() {
        List<String> programs = solvers();
        assertEquals(31 * (8 * Solver.values().length + 3), programs.size());
        assertTrue(programs.stream().anyMatch(program -> program.contains("ops.mkldnn.")));
        for (String program : programs) {
            assertTrue(program.contains("def prepare("), program);
            assertTrue(program.contains("def evaluate("), program);
        }
    }

    @Test
    void everyNetworkIsLinkedWithEveryLoss() {
        assertEquals(
                Set.of(SquaredError.class, Deviance.class, ChangeOfVariables.class),
                Set.copyOf(Losses.FAMILY.members().values()));
        for (String program : trainings()) {
            assertTrue(methods(List.of(program)).containsAll(List.of("train", "to_training", "to_model")), program);
        }
    }

    @Test
    void everyModelIsLinkedForOtherPrograms() {
        for (String program : others()) {
            assertTrue(
                    methods(List.of(program)).contains("forward")
                            || program.contains("def distances(")
                            || program.contains("def to_target_rows(")
                            || program.contains("def few_steps(")
                            || program.contains("def evaluate("),
                    program);
        }
    }

    /** Each file is a fragment of its own name, and none of its methods is reached by nobody. */
    @Test
    void noFragmentIsIdle() throws IOException {
        Set<String> linked = methods(Stream.of(solvers(), trainings(), others())
                .flatMap(List::stream)
                .toList());
        assertTrue(fragments().size() > 20, "fragments in " + SOURCES);
        for (Path file : fragments()) {
            Fragment fragment = Fragment.of(Files.readString(file));
            assertEquals(fragment.name() + ".torchscript", file.getFileName().toString());
            assertEquals("program", file.getParent().getFileName().toString());
            assertEquals(
                    List.of(),
                    fragment.gives().stream()
                            .filter(name -> !linked.contains(name))
                            .toList(),
                    "methods of " + file.getFileName() + " that nobody calls");
        }
    }
}
