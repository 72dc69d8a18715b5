// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.mixed.FlowOfNumbers;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.model.Fit;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.training.AutomaticNetwork;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.Training;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.OptionalPort;
import org.flowmatch.knime.port.ConditionalPathPortObject;
import org.flowmatch.knime.port.ConditionalPathPortObjectSpec;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.port.Labels;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.DefaultView.ViewInput;

/** Trains a network to predict the velocity of a conditional path. */
public final class VelocityLearnerNodeFactory extends DefaultNodeFactory {

    private static final String DESCRIPTION =
            """
            <p>Makes a model of a table, or of the way from one table to another: from it Flow Sampler makes rows, Flow
            Imputer fills gaps and Flow Likelihood scores rows. The settings as they are suit most tables; the view shows whether
            more training would help.</p>
            <p>Trains a neural network v(x, t) to predict the velocity u<sub>t</sub> of points x<sub>t</sub> on a conditional path. The loss is
            the squared error |v(x<sub>t</sub>, t) - u<sub>t</sub>|<sup>2</sup>, averaged over pairs (x<sub>0</sub>, x<sub>1</sub>) of the coupling and times t. The network
            that makes it least is the velocity of a flow that carries the source distribution to the target distribution:
            conditional flow matching. No solver runs while training. With condition columns the network is v(x, t, c), and
            some conditions are dropped so that it learns v(x, t) too.</p>
            <p>Instead of the velocity the network may predict the target row, the noise, or the score; the model records which,
            and Flow Sampler converts it. A time law draws more points where the flow is hard to learn, and a loss weight makes
            them count more: their product is the effective density, whose shape the choices describe.</p>
            <p>Use it after Conditional Path. The loss does not fall to 0, because many paths cross at the same point; watch
            whether it still falls, and whether the validation loss begins to rise. When rows sampled by Flow Sampler look
            too smooth, train longer or with a wider network; when they repeat training rows, use fewer steps or a smaller
            network.</p>
            <p>Columns with labels, gaps or spikes (see Flow Coupling) are learnt beside the numbers: the network predicts each
            label that is still hidden from the numbers and labels that are known, and the loss adds their cross-entropy, divided
            by the number of columns; table and view show the parts of numbers and of labels in it, too. Prediction, time law and loss weight are those of the numbers.</p>
            <p>A flow map learns where the flow leads, too: X<sub>t,u</sub>(x) = x + (u - t) v(x, t, u) carries a row from any time t to any time u,
            and v(x, t, t) is the velocity. A share of the rows of each batch takes such a step, and the loss is the squared error of
            v + (u - t) dv/du, held against the velocity where the step arrives, or against two half steps. Then Flow Sampler's
            solver <i>Flow map</i> makes rows in one to eight evaluations, and encodes them. With the density of few steps Flow
            Likelihood takes as few. The validation loss is that of the velocity alone, by which the best step is chosen: it is above the
            training loss, in which steps count.</p>
            <p>By default the size of the network and the length of the training follow from the table, within a time limit: how
            many steps fit in is measured before the training begins, so that another computer may make more or fewer steps.
            Choose a number of steps for results that can be repeated elsewhere.</p>
            <p>The network is a multilayer perceptron, or a residual network whose blocks are scaled and shifted by the time. On
            tables of 50 and 100 columns a perceptron of width 256 was at least as good as a residual network trained for the
            same time, and better than one of width 128. On a GPU wide networks may learn in mixed precision.</p>
            <p>The model is not anonymous: it holds observed values of the columns as they are (see Flow Coupling), and a network
            may remember single rows.</p>
            <p>Connect a model to continue from to train its weights further, for instance on more rows or on the coupling of
            Flow Reflow. The network of that model is used; optimiser and learning rate start anew.</p>
            <p><b>When something goes wrong.</b> A prediction, a loss weight or a score head that the path or the coupling does
            not allow is refused with the reason: the score, for instance, is not known under optimal transport, and rows with labels
            cannot be distilled to one step. When the loss
            is no longer a number, training stops with a warning that names the step, and the model holds the last good
            weights; when it is not a number from the first step on, the node fails, and names the cell at fault where there is one:
            lower the learning rate or the gradient clipping norm, and scale columns with extreme values in Flow
            Coupling. When the loss jumps, lower the learning rate or take larger
            batches. When there is not enough memory, use a smaller width or batch. A cancelled training leaves nothing
            behind.</p>
            <p>References: Lipman et al., <i>Flow matching for generative modeling</i> (2023); Liu et al., <i>Flow straight
            and fast</i> (2023); Tong et al., <i>Improving and generalizing flow-based generative models with minibatch
            optimal transport</i> (2024) and <i>Simulation-free Schroedinger bridges via score and flow matching</i> (2024);
            Boffi, Albergo and Vanden-Eijnden, <i>How to build a consistency model: learning flow maps via self-distillation</i>
            (2025); Frans et al., <i>One step diffusion via shortcut models</i> (2025); Ai et al., <i>Joint distillation for fast
            likelihood evaluation and sampling in flow-based models</i> (2025);
            Esser et al., <i>Scaling rectified flow transformers for high-resolution image synthesis</i> (2024); Lee, Lin and
            Fanti, <i>Improving the training of rectified flows</i> (2024); Hang et al., <i>Efficient diffusion training via
            min-SNR weighting strategy</i> (2023); Ho and Salimans, <i>Classifier-free diffusion guidance</i> (2022); Loshchilov
            and Hutter, <i>Decoupled weight decay regularization</i> (2019); Perez et al., <i>FiLM: visual reasoning with a general
            conditioning layer</i> (2018); Micikevicius et al., <i>Mixed precision training</i> (2018).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Velocity Learner")
            .icon("../../../../icons/velocity-learner.png")
            .shortDescription("Trains a neural network to predict the velocity of a flow (conditional flow matching).")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Conditional path", g -> g.name("Conditional path")
                            .description("The path and the pairs of rows it joins.")
                            .fixed(ConditionalPathPortObject.TYPE))
                    .addInputPortGroup("Model to continue from", g -> g.name("Model to continue from")
                            .description("A model whose weights training starts from, with the same columns.")
                            .optional()
                            .supportedTypes(FlowModelPortObject.TYPE))
                    .addOutputPortGroup("Flow model", g -> g.name("Flow model")
                            .description("The trained flow.")
                            .fixed(FlowModelPortObject.TYPE))
                    .addOutputPortGroup("Losses", g -> g.name("Losses")
                            .description("The loss curve: step, training loss since the row before, validation"
                                    + " loss and learning rate; for rows with labels also the parts of numbers and of"
                                    + " labels in both losses.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(VelocityLearnerNodeParameters.class)
                    .configure(NodeRun.configure(VelocityLearnerNodeFactory::configure))
                    .execute(NodeRun.execute(VelocityLearnerNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description(
                            "The loss curve: training and validation loss by step, with the best step marked; for rows"
                                    + " with labels also the parts of numbers and of labels. Above it the best step, the"
                                    + " training rows per second and the seed.")
                    .page(p -> ViewPage.of(p, "loss"))
                    .initialData(
                            i -> i.data(VelocityLearnerNodeFactory::lossCurve).serializer(json -> json)))
            .nodeType(NodeType.Learner)
            .keywords(
                    "flow matching",
                    "conditional flow matching",
                    "rectified flow",
                    "flow map",
                    "consistency model",
                    "few-step sampling",
                    "velocity",
                    "vector field",
                    "score",
                    "noise prediction",
                    "classifier-free guidance",
                    "time sampling",
                    "generative model",
                    "neural network",
                    "synthetic data",
                    "training",
                    "PyTorch");

    public VelocityLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        VelocityLearnerNodeParameters parameters = input.getParameters();
        Objective objective = parameters.training(RunSeed.ANY).objective();
        ConditionalPathPortObjectSpec path = input.getInPortSpec(0);
        Task task = task(path, objective, parameters);
        task.requirePairs(path.source(), path.coupling().id());
        Dynamics dynamics = task.dynamics();
        Optional<FlowModelPortObjectSpec> continued = OptionalPort.SECOND.spec(input);
        continued.ifPresent(model -> {
            requireSameColumns(model.columns(), path.columns());
            requireSameMeaning(task.begun(begin(model, path, parameters)), model, path, dynamics);
        });
        boolean mixed = path.labels() == Labels.SOME || path.coupling().anyColumns();
        NetworkSpec network = continued
                .map(FlowModelPortObjectSpec::network)
                .or(parameters::network)
                .orElseGet(() -> AutomaticNetwork.usual(mixed));
        output.setOutSpecs(
                new FlowModelPortObjectSpec(
                        path.columns(),
                        path.scaling(),
                        path.source(),
                        dynamics,
                        network,
                        path.reflowRounds(),
                        path.conditions(),
                        path.coupling().id(),
                        path.types(),
                        path.labels()),
                path.labels() == Labels.NOT_KNOWN ? null : LossTable.spec(path.labels() == Labels.SOME));
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) throws IOException {
        VelocityLearnerNodeParameters parameters = input.getParameters();
        ConditionalPathPortObject path = input.getInPortObject(0);
        Optional<FlowModel> continued = OptionalPort.SECOND
                .<FlowModelPortObject>object(input)
                .map(model -> begin(model.model(monitor), path, parameters));
        continued.ifPresent(model ->
                requireSameColumns(model.encoding().columns(), path.getSpec().columns()));
        Coupling coupling = path.coupling();
        NetworkSpec network = continued
                .map(FlowModel::network)
                .or(parameters::network)
                .orElseGet(() -> AutomaticNetwork.of(coupling));
        RunSeed seed = RunSeed.of(parameters.m_seed);
        List<String> warnings = new ArrayList<>(seed.warnings());
        continued
                .flatMap(model -> Fit.CONTINUED.scaling(
                        model.encoding().settings().scaling(), path.getSpec().scaling()))
                .ifPresent(other -> warnings.add(other.sentence()
                        + " Its weights are hardly a head start: choose the same scaling in Flow Coupling."));
        TrainingSettings settings = parameters.training(seed.value());
        Training training = LearnerRun.train(
                () -> Trainer.train(
                        coupling,
                        task(coupling, path.getSpec(), settings.objective(), parameters),
                        network,
                        settings,
                        continued,
                        monitor),
                warnings);
        LearnerRun.put(
                output,
                training,
                path.getSpec().conditions(),
                path.getSpec().types(),
                path.getSpec().labels() == Labels.SOME,
                seed,
                warnings,
                input.getExecutionContext(),
                monitor);
    }

    private static void requireSameColumns(List<ColumnInfo> model, List<ColumnInfo> path) {
        Fit.CONTINUED
                .columns(model, path)
                .ifPresent(
                        other -> other.refuse("Connect a model of the same columns, of the same types and in the same"
                                + " order, or remove the model."));
    }

    /** What is learnt, as far as it is known. */
    private static Task task(
            ConditionalPathPortObjectSpec path, Objective objective, VelocityLearnerNodeParameters parameters) {
        return parameters
                .m_map
                .map()
                .map(map -> PathTasks.from(
                        PathTasks.map(path.labels() == Labels.SOME, path.path(), objective, map),
                        parameters.m_labelSource.source()))
                .orElseGet(() -> path.task(objective, parameters.m_densities, parameters.m_labelSource.source()));
    }

    private static Task task(
            Coupling coupling,
            ConditionalPathPortObjectSpec path,
            Objective objective,
            VelocityLearnerNodeParameters parameters) {
        return parameters
                .m_map
                .map()
                .map(map -> PathTasks.from(
                        PathTasks.map(coupling, path.path(), objective, map), parameters.m_labelSource.source()))
                .orElseGet(() -> PathTasks.of(
                        coupling, path.path(), objective, parameters.m_densities, parameters.m_labelSource.source()));
    }

    /** What is continued from: on the pairs of a reflow the flow that made them, for a flow map that of the numbers. */
    private static FlowModel begin(
            FlowModel model, ConditionalPathPortObject path, VelocityLearnerNodeParameters parameters) {
        return ofNumbers(path.getSpec(), parameters) ? FlowOfNumbers.of(model) : model;
    }

    /** The other before there is a model. */
    private static Dynamics begin(
            FlowModelPortObjectSpec model,
            ConditionalPathPortObjectSpec path,
            VelocityLearnerNodeParameters parameters) {
        return ofNumbers(path, parameters)
                ? FlowOfNumbers.of(model.dynamics(), path.labels() == Labels.SOME)
                : model.dynamics();
    }

    private static boolean ofNumbers(ConditionalPathPortObjectSpec path, VelocityLearnerNodeParameters parameters) {
        return path.coupling() instanceof CouplingSettings.Reflow
                || parameters.m_map.map().isPresent();
    }

    private static void requireSameMeaning(
            Dynamics begun, FlowModelPortObjectSpec model, ConditionalPathPortObjectSpec path, Dynamics dynamics) {
        Fit.CONTINUED
                .conditionNames(names(model.conditions()), names(path.conditions()))
                .ifPresent(other ->
                        other.refuse("Choose the same condition columns in Flow Coupling, or remove the model."));
        if (!path.decided()) {
            return;
        }
        Fit.CONTINUED
                .prediction(predicted(begun), predicted(dynamics))
                .ifPresent(other ->
                        other.refuse("Choose the prediction and the score head of that model, or remove the model."));
    }

    private static List<String> names(List<ConditionInfo> conditions) {
        return conditions.stream().map(ConditionInfo::name).toList();
    }

    private static String predicted(Dynamics dynamics) {
        return dynamics.predicts().toLowerCase(Locale.ROOT);
    }

    private static String lossCurve(ViewInput input) {
        return LossView.json(input.getInternalTables());
    }
}
