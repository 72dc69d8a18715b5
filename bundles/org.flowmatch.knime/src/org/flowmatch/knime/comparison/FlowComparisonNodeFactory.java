// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.comparison;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.comparison.ModelComparison;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.view.StoredView;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Holds models of different kinds beside each other on rows that none of them has seen. */
public final class FlowComparisonNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>Answers which of several models is best, and what it costs: flow matching with one coupling or another, reflow,
            diffusion models, normalising flows, all on the same rows, which none of them has seen. You get a table of times,
            evaluations, distance, detection and log-likelihood, and a picture of quality by evaluations or by seconds.</p>
            <p>Each model makes as many rows as are compared, and has one row in the table for each number of evaluations of its
            network (NFE) that is asked for:</p>
            <ul>
            <li><b>seconds</b> of the training, as the model noted them, with those of trainings that it continued from (the
            model from which rows were reflowed is not among them), and of making the rows, both by the clock;</li>
            <li><b>W2</b>, the Wasserstein distance of made from test rows: the root of the least mean squared distance
            |a - b|<sup>2</sup> over all pairings. Columns are in units of their standard deviations among the test rows, the same for all models,
            however these scale their columns. The <b>floor</b> is the W2 distance of two samples of test rows: a perfect model
            lies about there. The distance is missing where columns have labels or missing cells;</li>
            <li><b>detection AUC</b>: how well boosted trees (XGBoost, 300 trees of depth 6, five folds, at most 1,000 rows of either
            kind) tell made rows from test rows, 0.5 when not at all, 1 when every row gives itself away. It is measured with the
            most evaluations alone, where W2 is known;</li>
            <li><b>log-likelihood</b>: the mean of log p(x) over test rows x in nats, with its standard error, as Flow Likelihood
            gives it; higher is better. Models of one coupling have the same units; where encodings differ a warning says that the
            numbers cannot be compared. A model that was distilled to one step, and one whose rows have labels and
            that was not trained to be scored, has none; the last column says why.</li>
            </ul>
            <p>By default every kind is sampled as it is known: DDPM by the ancestral sampler, denoising score matching and ScoreFlow by
            predictor-corrector on the reverse diffusion, EDM by Heun's method on its grid of noise levels, a flow map by its own steps, what learnt a velocity by the midpoint method, a normalising flow
            in one pass. Where the score does not follow from what was learnt, as under a transport coupling, it is the midpoint
            method, too.</p>
            <p>Split the table first, for instance with Table Partitioner; train all models on one part, with one Flow Coupling where it
            can be, and connect the other part here. For each model add a port (the three dots of the node). A model with
            conditions makes rows under those of the test rows.</p>
            <p><b>When something goes wrong.</b> Models of other columns, or one that starts from a source table, are refused, and
            the message names them. What a model cannot do, or where its rows leave the finite numbers, is a missing cell, and the
            last column says why: other models are measured all the same. When W2 changes little from model to model,
            take more rows; when all lie well above the floor, train longer.</p>
            <p>References: Lipman et al., <i>Flow matching for generative modeling</i> (2023); Ho, Jain, Abbeel, <i>Denoising
            diffusion probabilistic models</i> (2020); Song et al., <i>Score-based generative modeling through stochastic
            differential equations</i> (2021); Karras et al., <i>Elucidating the design space of diffusion-based generative models</i>
            (2022); Rezende, Mohamed, <i>Variational inference with normalizing flows</i> (2015);
            Lopez-Paz, Oquab, <i>Revisiting classifier two-sample tests</i> (2017); Villani, <i>Optimal transport: old and new</i>
            (2009).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Comparison")
            .icon("../../../../icons/flow-comparison.png")
            .shortDescription(
                    "Holds flow models of different kinds beside each other: cost, distance, detection, likelihood.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Test rows", g -> g.name("Test rows")
                            .description("Rows that no model was trained on, with the columns of the models and their"
                                    + " conditions.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Flow models", g -> g.name("Flow models")
                            .description("Trained flows of the same columns, each at a port of its own.")
                            .extendable()
                            .supportedTypes(FlowModelPortObject.TYPE)
                            .fixedTypes(FlowModelPortObject.TYPE))
                    .addOutputPortGroup("Comparison", g -> g.name("Comparison")
                            .description("One row for each model and number of evaluations.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(FlowComparisonNodeParameters.class)
                    .configure(NodeRun.configure(FlowComparisonNodeFactory::configure))
                    .execute(NodeRun.execute(FlowComparisonNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description("The quality of each model's rows by evaluations or by seconds, and all figures in a"
                            + " table.")
                    .page(p -> ViewPage.of(p, "comparison"))
                    .initialData(i -> i.data(StoredView::read).serializer(json -> json)))
            .nodeType(NodeType.Other)
            .keywords(
                    "flow matching",
                    "compare",
                    "benchmark",
                    "diffusion model",
                    "DDPM",
                    "score matching",
                    "normalizing flow",
                    "RealNVP",
                    "Wasserstein",
                    "W2",
                    "NFE",
                    "log-likelihood",
                    "detection",
                    "scorer");

    public FlowComparisonNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowComparisonNodeParameters parameters = input.getParameters();
        parameters.settings(RunSeed.ANY);
        ComparisonInputs.require(
                input.getInTableSpec(0),
                ComparisonInputs.behindTable(input.getInPortSpecs(), FlowModelPortObjectSpec.class));
        output.setOutSpecs(ComparisonTable.SPEC);
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) {
        FlowComparisonNodeParameters parameters = input.getParameters();
        ExecutionContext context = input.getExecutionContext();
        RunSeed seed = RunSeed.of(parameters.m_seed);
        ComparisonInputs inputs = ComparisonInputs.read(
                input.getInTable(0),
                ComparisonInputs.behindTable(input.getInPortObjects(), FlowModelPortObject.class),
                parameters.names(),
                monitor.part(0, 0.05));
        ModelComparison comparison = ModelComparison.of(
                inputs.models(), inputs.test(), parameters.settings(seed.value()), monitor.part(0.05, 1));
        output.setOutData(ComparisonTable.write(comparison, context));
        output.setInternalData(StoredView.write(ComparisonPicture.json(comparison), context));
        List<String> warnings = new ArrayList<>(seed.warnings());
        warnings.addAll(comparison.warnings());
        NodeRun.warn(output, warnings);
    }
}
