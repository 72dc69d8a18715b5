// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.normalising;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.normalising.MaximumLikelihood;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.Training;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.learner.LearnerRun;
import org.flowmatch.knime.learner.LossTable;
import org.flowmatch.knime.learner.LossView;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.port.Labels;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Trains a normalising flow by maximum likelihood. */
public final class NormalisingFlowLearnerNodeFactory extends DefaultNodeFactory {

    private static final String DESCRIPTION =
            """
            <p>Makes another kind of model of a table of numbers, to compare a flow with: one that is trained by maximum likelihood. Flow
            Sampler, Flow Likelihood and Synthetic Table Scorer take it as they take a model of Velocity Learner, which fits most tables
            better.</p>
            <p>A normalising flow is a map g from rows to Gaussian noise that can be undone and whose determinant is known, so that
            log p(x) = log N(g(x); 0, I) + log |det dg/dx|. The network is trained to make the rows of the coupling likely;
            new rows are noise mapped back. RealNVP and planar flows do so in a single evaluation, and their density takes no
            solver.</p>
            <ul>
            <li><b>RealNVP</b>: some columns stay, the others become x exp(s) + m, with s and m from a small network that sees the
            first; the columns take turns.</li>
            <li><b>Planar</b>: steps z = x + a tanh(b &#183; x + g), each along one direction. Few weights, for few columns; a step is
            undone by the root of a rising function.</li>
            <li><b>Continuous</b>: a velocity v from noise at t = 0 to rows at t = 1, with log p(x) = log N(x<sub>0</sub>; 0, I) -
            &#8747; div v(x<sub>t</sub>, t) dt. It is followed from each row to its noise whenever it is trained (FFJORD), which
            makes a step some fifty times as slow as flow matching; up to three columns have their exact divergence, more an estimate. The
            model is used as one of Velocity Learner: with any solver and number of steps, with Flow Reflow and Flow Diagnostics,
            but without a score.</li>
            </ul>
            <p>Use it after Flow Coupling, without a source table. Condition columns are given to the network, so that rows are made
            and scored given them. Columns that are labels, have spikes or gaps are no numbers that a map could carry: in Flow
            Coupling make them condition columns, or model them as numbers.</p>
            <p><b>When something goes wrong.</b> The loss is twice the negative log-likelihood per column, without log(2 pi), so that
            it may be below 0. When it is no longer a number, training stops with a warning, and the model holds the last good
            weights: lower the learning rate. When the validation loss rises, take fewer couplings or a smaller width. When the density of
            a continuous flow is another one with more solver steps, train with more steps or a larger weight of the kinetic energy. Flow
            Reflow and random motion have no meaning for a map in one step and are refused; Flow Diagnostics measures its rows,
            but there is no way whose length or straightness it could measure.</p>
            <p>References: Dinh, Sohl-Dickstein and Bengio, <i>Density estimation using Real NVP</i> (2017); Rezende and Mohamed,
            <i>Variational inference with normalizing flows</i> (2015); Chen, Rubanova, Bettencourt and Duvenaud, <i>Neural
            ordinary differential equations</i> (2018); Grathwohl, Chen, Bettencourt, Sutskever and Duvenaud, <i>FFJORD: free-form
            continuous dynamics for scalable reversible generative models</i> (2019); Finlay, Jacobsen, Nurbekyan and Oberman, <i>How to
            train your neural ODE</i> (2020).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Normalising Flow Learner")
            .icon("../../../../icons/normalising-flow-learner.png")
            .shortDescription("Trains a normalising flow (RealNVP, planar or continuous) by maximum likelihood.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .ports(p -> p.addInputPort(
                            "Flow coupling",
                            "The rows to learn, as Flow Coupling encodes them, with noise as the source.",
                            FlowCouplingPortObject.TYPE)
                    .addOutputPort("Flow model", "The trained flow.", FlowModelPortObject.TYPE)
                    .addOutputPort(
                            "Losses",
                            "The loss curve: step, training loss since the row before, validation loss and learning rate.",
                            BufferedDataTable.TYPE))
            .model(m -> m.parametersClass(NormalisingFlowLearnerNodeParameters.class)
                    .configure(NodeRun.configure(NormalisingFlowLearnerNodeFactory::configure))
                    .execute(NodeRun.execute(NormalisingFlowLearnerNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description(
                            "The loss curve: training and validation loss by step, with the best step marked. Above it"
                                    + " the best step, the training rows per second and the seed.")
                    .page(p -> ViewPage.of(p, "loss"))
                    .initialData(i -> i.data(input -> LossView.json(input.getInternalTables()))
                            .serializer(json -> json)))
            .nodeType(NodeType.Learner)
            .keywords(
                    "normalizing flow",
                    "RealNVP",
                    "planar flow",
                    "continuous normalizing flow",
                    "FFJORD",
                    "neural ODE",
                    "maximum likelihood",
                    "density estimation",
                    "coupling layer",
                    "generative model",
                    "synthetic data",
                    "training",
                    "PyTorch");

    public NormalisingFlowLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        NormalisingFlowLearnerNodeParameters parameters = input.getParameters();
        FlowCouplingPortObjectSpec coupling = input.getInPortSpec(0);
        Task task = parameters.task();
        if (coupling.labels() == Labels.SOME) {
            MaximumLikelihood.refuseLabels();
        }
        task.requirePairs(coupling.source(), coupling.coupling().id());
        output.setOutSpecs(
                new FlowModelPortObjectSpec(
                        coupling.columns(),
                        coupling.scaling(),
                        coupling.source(),
                        task.dynamics(),
                        parameters.network(),
                        0,
                        coupling.conditions(),
                        coupling.coupling().id(),
                        coupling.types(),
                        Labels.NONE),
                LossTable.spec(false));
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) throws IOException {
        NormalisingFlowLearnerNodeParameters parameters = input.getParameters();
        FlowCouplingPortObject coupling = input.getInPortObject(0);
        RunSeed seed = RunSeed.of(parameters.m_seed);
        List<String> warnings = new ArrayList<>(seed.warnings());
        Training training = LearnerRun.train(
                () -> Trainer.train(
                        coupling.coupling(),
                        parameters.task(),
                        parameters.network(),
                        parameters.training(seed.value()),
                        Optional.empty(),
                        monitor),
                warnings);
        LearnerRun.put(
                output,
                training,
                coupling.getSpec().conditions(),
                coupling.getSpec().types(),
                false,
                seed,
                warnings,
                input.getExecutionContext(),
                monitor);
    }
}
