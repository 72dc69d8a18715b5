// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.view.StoredView;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Appends the log-density that a trained flow gives to each row of a table. */
public final class FlowLikelihoodNodeFactory extends DefaultNodeFactory {

    private static final String DESCRIPTION =
            """
            <p>Finds unusual rows: appends to each how likely it is under a trained model, so that the lowest are the
            anomalies, and on wish the share of each column, which says why.</p>
            <p>The log-density, in nats, follows from the flow: the node follows the row backward from t = 1 to t = 0 and adds
            up how much the flow spreads its surroundings. With v(x, t) the velocity of the model and p<sub>0</sub> the standard normal
            density of the source,</p>
            <p>log p<sub>1</sub>(x<sub>1</sub>) = log p<sub>0</sub>(x<sub>0</sub>) - &#8747;<sub>0</sub><sup>1</sup> div v(x<sub>t</sub>, t) dt, where dx/dt = v(x, t).</p>
            <p>The divergence div v is the trace of the Jacobian J = dv/dx: computed exactly for tables of few columns, or
            estimated as the mean of e.(J e) over random probes e (Hutchinson's estimate), with a standard error for each row.
            Bits per dimension are -log2 p(x) / d for d columns: comparable between tables of different width, lower is
            better.</p>
            <p>Use it to find unusual rows (sort by log density: the lowest are the anomalies), to compare models on held-back
            rows (a higher mean is better), and, with the encoded row appended, to turn rows into standard normal numbers in
            the same pass. All input columns and row IDs are kept.</p>
            <p>In units of the table, the slope of each column's encoding is part of the density:
            log p(x) = log p(z) + &#931; log |dz/dx|. For columns scaled by quantiles the number is made to compare rows:</p>
            <ul>
            <li>A <i>tied</i> value has a probability, its share of the rows times the mean of the copula density over its
            ranks, taken over all tied columns of a row together at the same points for every row. All values of a
            column are tied when five rows or more hold each of them on average, as with whole numbers; otherwise only single
            values that 5% of the rows (at least 20) hold. In such a column of whole numbers, a value that was never seen has a
            lower probability than any that was.</li>
            <li>Any other value has a density, from a smoothed quantile function, per robust standard deviation of its column
            (interquartile range / 1.349; between outer quantiles where the quartiles are equal). So the unit of a column does
            not matter.</li>
            <li>A column with a period has the density of its values within the period. A position has one density, per steradian
            of the globe, and shares that sum to a constant have one per unit of area of the sphere on which their square
            roots lie, given which of them are zero.</li>
            <li>Beyond the observed range the density goes on falling: a tail is fitted to the outermost tenth of the rows. A
            warning counts such rows and names the columns.</li>
            </ul>
            <p>Such densities and probabilities of a table add up to 1. A row has one score: neither its place nor the other rows
            matter, within the solver's accuracy. Rows with tied or outside values take as many evaluations as there are points
            (9 by default), equal rows are scored once.</p>
            <p>A model that was trained with conditions gives the density under each row's own conditions: the table must have
            the condition columns, by name.</p>
            <p>A model with labels or gaps scores rows with labels, spikes and gaps. Labels have probabilities, numbers given the
            labels have densities as above, and a number that a row has no value of has no part:
            log p(row) = log p(labels) + log p(numbers | labels). The first is the sum over the labels of
            log p(label | the labels before it), in a few random orders, of whose probabilities the mean is taken; the standard
            deviation of the logs over the orders is the column <i>spread of orders</i>, a check of consistency, no error bar.
            A missing cell of a column that had some in training counts as a value; of a column that had none it is integrated
            out, so that the row is scored by the cells that it has: a label by any model, a number by one of Flow Coupling with
            <i>any columns may be given</i>, for which it is drawn several times given the other cells (as often as there are
            points for tied values). A row that lacks cells has fewer factors: compare it with rows that lack the same ones. A label that was never seen among n rows has the probability 1 / (n + 1), a number beside those that were
            learnt as labels less the farther it is from them. On wish each column's share says which cells are
            unusual beside the others of the row; shares do not add up.</p>
            <p><b>When something goes wrong.</b> A model that was trained with a source table is refused: the density of its
            source is not known, and without p<sub>0</sub> there is no p<sub>1</sub>. A model that has labels,
            or columns that may be given later, is refused unless Velocity Learner was told that such rows can be scored, and
            where the coupling joins source rows with their labels. When log densities change with more steps or a smaller
            tolerance, the solver was too coarse: take more. When the standard error is large, take more points, more probes or the
            exact divergence. A few rows of very low density may lie outside everything that the model was trained on, where its
            velocity means little. A column that the table lacks, or a missing cell that cannot be integrated out, is named.</p>
            <p>References: Chen et al., <i>Neural ordinary differential equations</i> (2018); Grathwohl et al., <i>FFJORD:
            free-form continuous dynamics for scalable reversible generative models</i> (2019); Hutchinson, <i>A stochastic
            estimator of the trace of the influence matrix for Laplacian smoothing splines</i> (1990); Lipman et al., <i>Flow
            matching for generative modeling</i> (2023).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Likelihood")
            .icon("../../../../icons/flow-likelihood.png")
            .shortDescription("Appends to each row the log-density that a trained flow gives it.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .ports(p -> p.addInputPort(
                            "Flow model", "The trained flow, with a Gaussian source.", FlowModelPortObject.TYPE)
                    .addInputPort(
                            "Rows",
                            "The rows to score, with the model's columns, and its condition columns where it has any.",
                            BufferedDataTable.TYPE)
                    .addOutputPort(
                            "Scored rows",
                            "The rows with their log density, bits per dimension, the standard error of the log density"
                                    + " (of probes and of points for tied values; 0 where it is exact), for a model with labels the"
                                    + " spread of orders and, when chosen, the encoded row and the share of each column.",
                            BufferedDataTable.TYPE))
            .model(m -> m.parametersClass(FlowLikelihoodNodeParameters.class)
                    .configure(NodeRun.configure(FlowLikelihoodNodeFactory::configure))
                    .execute(NodeRun.execute(FlowLikelihoodNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description(
                            "How the scores are distributed, how many rows lie below a cut-off that can be moved, and the"
                                    + " most unusual rows with the columns that make them so.")
                    .page(p -> ViewPage.of(p, "scores"))
                    .initialData(i -> i.data(StoredView::read).serializer(json -> json)))
            .nodeType(NodeType.Predictor)
            .keywords(
                    "flow matching",
                    "likelihood",
                    "log-density",
                    "density estimation",
                    "anomaly detection",
                    "outlier",
                    "bits per dimension",
                    "normalizing flow",
                    "FFJORD",
                    "Hutchinson",
                    "encode");

    public FlowLikelihoodNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowLikelihoodNodeParameters parameters = input.getParameters();
        FlowModelPortObjectSpec model = input.getInPortSpec(0);
        Movers.of(model.dynamics()).require(parameters.settings(RunSeed.ANY));
        model.dynamics().densityObstacle(model.pairs()).ifPresent(Obstacle::refuse);
        requireOutputs(model, parameters);
        DataTableSpec table = input.getInTableSpec(1);
        ModelledColumns.require(table, model.columns(), TableRole.TARGET);
        ConditionColumns.require(table, model.conditions(), TableRole.TARGET);
        output.setOutSpec(0, scored(table, model, parameters).spec());
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor)
            throws CanceledExecutionException {
        FlowLikelihoodNodeParameters parameters = input.getParameters();
        FlowModelPortObject port = input.getInPortObject(0);
        BufferedDataTable table = input.getInTable(1);
        requireOutputs(port.getSpec(), parameters);
        RunSeed seed = RunSeed.of(parameters.m_seed);
        Scoring scoring = Scoring.of(port, table, parameters, seed.value(), monitor.part(0, 0.9));
        ScoredTable scored = scored(table.getDataTableSpec(), port.getSpec(), parameters);
        ExecutionContext context = input.getExecutionContext();
        BufferedDataTable written = scored.write(table, scoring.scores(), context);
        output.setOutData(0, written);
        output.setInternalData(StoredView.write(
                ScorePicture.of(scoring.scores(), written, ScoreColumns.of(port.getSpec(), parameters))
                        .toString(),
                context));
        List<String> warnings = new ArrayList<>(seed.warnings());
        warnings.addAll(scoring.warnings());
        NodeRun.warn(output, warnings);
    }

    private static void requireOutputs(FlowModelPortObjectSpec model, FlowLikelihoodNodeParameters parameters) {
        if (parameters.m_endPoint && model.dynamics().followed().isEmpty()) {
            throw new FlowException(
                    "The encoded row is asked for, but rows of this model have labels, which have no source point.",
                    "Leave the encoded row out.");
        }
        if (parameters.m_shares && Movers.of(model.dynamics()).columnScorer().isEmpty()) {
            throw new FlowException(
                    "The share of each column is asked for, but the model was not trained to be given any columns.",
                    "Leave the shares out, or switch on in Flow Coupling that any columns may be given, and train again.");
        }
    }

    private static ScoredTable scored(
            DataTableSpec table, FlowModelPortObjectSpec model, FlowLikelihoodNodeParameters parameters) {
        return new ScoredTable(table, ScoreColumns.of(model, parameters), parameters.prefix());
    }
}
