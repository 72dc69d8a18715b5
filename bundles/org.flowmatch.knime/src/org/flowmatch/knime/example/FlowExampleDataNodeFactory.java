// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.example;

import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.table.TableWriter;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Draws rows of a known distribution to try flows on. */
public final class FlowExampleDataNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Example Data")
            .icon("../../../../icons/flow-example-data.png")
            .shortDescription("Draws rows of a known distribution, such as two moons, to try flow matching on.")
            .fullDescription(
                    """
                    <p>You get a small table to try the nodes with: rows of one of the distributions on which flow matching is
                    usually shown. Their shapes are easy to see in a scatter plot, so that the rows a flow samples can be compared
                    by eye.</p>
                    <p>Use it to learn how the nodes work together, to try settings in seconds, or to make a Gaussian
                    source table of any dimension. The same seed always gives the same rows.</p>
                    <p>Two moons, spirals and rings are drawn on their curves with Gaussian noise around them; the eight
                    Gaussians stand on a circle; the checkerboard fills every other square; the pinwheel has five bent
                    arms; the S-curve is a bent sheet in three dimensions.</p>
                    <p>Three distributions do not lie in a plane, and have a density to compare Flow Likelihood's with. On the <i>torus</i> both
                    columns are angles of 0 to 360 degrees: name them as columns with the period 360 in Flow Coupling. On the
                    <i>sphere</i> rows are positions on a globe, latitude and longitude in degrees. The <i>discretised checkerboard</i> has 128 levels in
                    each column; the log-likelihood of its rows is at most -ln 8192 = -9.011.</p>
                    <p>The torus is a mixture of four normal distributions wrapped at the full turn, the sphere one of five
                    von Mises-Fisher distributions.</p>
                    <p><b>When something goes wrong.</b> A setting outside its range is refused, with its name and the
                    range. When there is not enough memory, draw fewer rows or dimensions.</p>
                    <p>References: Grathwohl et al., <i>FFJORD: free-form continuous dynamics for scalable reversible
                    generative models</i> (2019) and Tong et al., <i>Improving and generalizing flow-based generative
                    models with minibatch optimal transport</i> (2024) show flows on these distributions.</p>
                    """)
            .sinceVersion(1, 0, 0)
            .ports(
                    p -> p.addOutputTable(
                            "Example rows",
                            "The rows drawn, with columns x and y, x, y and z, x1, x2, ... for the Gaussian, angle 1 and angle 2 for the torus, latitude and longitude for the sphere."))
            .model(m -> m.parametersClass(FlowExampleDataNodeParameters.class)
                    .configure(NodeRun.configure(FlowExampleDataNodeFactory::configure))
                    .execute(NodeRun.execute(FlowExampleDataNodeFactory::execute)))
            .nodeType(NodeType.Source)
            .keywords(
                    "two moons",
                    "eight gaussians",
                    "checkerboard",
                    "pinwheel",
                    "spirals",
                    "S-curve",
                    "rings",
                    "Gaussian",
                    "torus",
                    "sphere",
                    "von Mises-Fisher",
                    "toy data",
                    "synthetic data",
                    "flow matching");

    public FlowExampleDataNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowExampleDataNodeParameters parameters = input.getParameters();
        output.setOutSpec(0, TableWriter.spec(distribution(parameters).columns(parameters.m_dimensions)));
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) {
        FlowExampleDataNodeParameters parameters = input.getParameters();
        RunSeed seed = RunSeed.of(parameters.m_seed);
        Table rows = distribution(parameters)
                .sample(
                        parameters.m_rows,
                        parameters.m_noise,
                        parameters.m_dimensions,
                        seed.value(),
                        monitor.part(0, 0.5));
        output.setOutData(0, TableWriter.write(rows, input.getExecutionContext(), monitor.part(0.5, 1)));
        NodeRun.warn(output, seed.warnings());
    }

    private static ExampleDistribution distribution(FlowExampleDataNodeParameters parameters) {
        return ExampleDistribution.valueOf(parameters.m_distribution.name());
    }
}
