// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.score.LogDensities;
import org.flowmatch.engine.score.ScoreSettings;
import org.flowmatch.engine.score.SyntheticScore;
import org.flowmatch.engine.score.TableScore;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.view.StoredView;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeLogger;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Tells how good a synthetic table is, and how safe: every figure beside what real rows reach. */
public final class SyntheticTableScorerNodeFactory extends DefaultNodeFactory {
    /** The names of the port groups are stored in workflows. */
    private static final String HELD_BACK = "Held-back real table";

    private static final String MODEL = "Flow model";

    private static final NodeLogger LOGGER = NodeLogger.getLogger(SyntheticTableScorerNodeFactory.class);

    private static final String DESCRIPTION =
            """
            <p>Says in two sentences whether a synthetic table can stand in for the real one, and whether it gives the real rows
            away, and shows by which columns, pairs and rows. The table may come from anywhere: Flow Sampler, SMOTE, a copula,
            another tool.</p>
            <p>Every measure stands beside its <b>floor</b>, the same figure of real rows in the place of synthetic ones: real
            rows that were held back are compared with the training table as the synthetic rows are. A perfect table lies at the
            floor. The <i>share of the way</i> says how far a figure lies from the floor towards its worst value, 0 to 1; the
            verdict follows from it and from the figure's 95% interval, so that chance raises no alarm.</p>
            <ul>
            <li><b>Likeness.</b> Detection: how often trees that look for differences (boosted trees, a forest) put a synthetic
            row before a real one, AUC 0.5 when they cannot tell; by single columns; and by dependency alone, once each column is
            made right. Shape: the largest difference of the distribution functions of a column (numbers), or half the sum of
            differences of shares (labels). Trend: difference of correlations or of contingency tables of each pair. Gaps: which
            cells are missing together. Rules that real rows keep (an order of two columns, a sum, one column that determines
            another), and how many synthetic rows break them.</li>
            <li><b>Use.</b> How well trees that learnt from synthetic rows predict real ones, beside trees that learnt from real
            rows: of each column in turn, and of one that is chosen.</li>
            <li><b>Privacy.</b> Exact copies; the distance to the closest training row; the share of rows that lie closer to training
            than to held-back rows, 0.5 when nothing is repeated; membership inference: how often one can tell from the synthetic
            table that a row was learnt from, and with a model connected from its log-density, which tells more; and attribute
            inference for secret columns.</li>
            </ul>
            <p>Hold some real rows back before a model is trained, for instance with Table Partitioner, and connect them: without
            them the training table is split, and what compares rows that were learnt from with others cannot be measured.</p>
            <p>The model may be that of Velocity Learner from which the synthetic table was sampled. Whoever has the model can ask
            it how likely a row is, and a model that has learnt its rows by heart finds them likelier than others. Those to whom
            the synthetic table alone is handed cannot.</p>
            <p><b>When something goes wrong.</b> A model without a density, or one of columns that the tables lack, is refused; the
            message says which can be asked. Columns that the synthetic table lacks are not compared, and a warning names them.
            Numbers that are NaN or infinite are refused; missing cells are compared as they are. When the intervals are wide, give
            more rows.</p>
            <p>References: Lopez-Paz, Oquab, <i>Revisiting classifier two-sample tests</i> (2017); DeLong, DeLong,
            Clarke-Pearson, <i>Comparing the areas under correlated ROC curves</i> (1988); Stadler, Oprisanu, Troncoso,
            <i>Synthetic data: anonymisation groundhog day</i> (2022); Giomi et al., <i>A unified framework for quantifying
            privacy risk in synthetic data</i> (2023).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Synthetic Table Scorer")
            .icon("../../../../icons/synthetic-table-scorer.png")
            .shortDescription("Tells how good a synthetic table is and whether it gives real rows away.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Real training table", g -> g.name("Real training table")
                            .description("The real rows that the synthetic table was made from.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Synthetic table", g -> g.name("Synthetic table")
                            .description("The rows to be judged, of one table or of several.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup(HELD_BACK, g -> g.name(HELD_BACK)
                            .description("Real rows that the synthetic table was not made from.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addInputPortGroup(MODEL, g -> g.name(MODEL)
                            .description(
                                    "The trained flow that made the synthetic table, for the attack by its density; with"
                                            + " held-back rows alone.")
                            .optional()
                            .supportedTypes(FlowModelPortObject.TYPE))
                    .addOutputPortGroup("Measures", g -> g.name("Measures")
                            .description("Each measure with its interval, floor, worst value and verdict.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Columns", g -> g.name("Columns")
                            .description(
                                    "Each column, the worst first: shape error, detection by it alone, its prediction.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Pairs", g -> g.name("Pairs")
                            .description("Each pair of columns, the worst first: trend error.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Riskiest rows", g -> g.name("Riskiest rows")
                            .description("Synthetic rows that are closest to a training row which itself stands alone.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(SyntheticTableScorerNodeParameters.class)
                    .configure(NodeRun.configure(SyntheticTableScorerNodeFactory::configure))
                    .execute(NodeRun.execute(SyntheticTableScorerNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description(
                            "The report: a verdict in two sentences, all measures beside their floors, columns and pairs of"
                                    + " columns with the worst first, both tables in one plane, use, privacy, and rules.")
                    .page(p -> ViewPage.of(p, "report"))
                    .initialData(i -> i.data(StoredView::read).serializer(json -> json)))
            .nodeType(NodeType.Other)
            .keywords(
                    "synthetic data",
                    "evaluate",
                    "quality",
                    "utility",
                    "privacy",
                    "detection",
                    "membership inference",
                    "attribute inference",
                    "distance to closest record",
                    "DCR",
                    "TSTR",
                    "scorer",
                    "report",
                    "flow matching");

    public SyntheticTableScorerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        SyntheticTableScorerNodeParameters parameters = input.getParameters();
        DataTableSpec real = input.getInTableSpec(0);
        Optional<DataTableSpec> heldBack = ScorerInputs.heldBack(input);
        ComparedColumns columns = ComparedColumns.of(real, input.getInTableSpec(1), heldBack, parameters);
        parameters.settings(columns.secrets(), RunSeed.ANY);
        ScorerInputs.model(input)
                .ifPresent(model -> ModelledRows.require(
                        model, real, heldBack, parameters.origin().isPresent()));
        output.setOutSpecs(ScoreTables.specs());
        columns.warning().ifPresent(output::setWarningMessage);
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) {
        SyntheticTableScorerNodeParameters parameters = input.getParameters();
        ExecutionContext context = input.getExecutionContext();
        BufferedDataTable real = input.getInTable(0);
        BufferedDataTable synthetic = input.getInTable(1);
        Optional<BufferedDataTable> heldBack = ScorerInputs.heldBack(input);
        ComparedColumns columns = ComparedColumns.of(
                real.getDataTableSpec(),
                synthetic.getDataTableSpec(),
                heldBack.map(BufferedDataTable::getDataTableSpec),
                parameters);
        Optional<FlowModelPortObject> model = ScorerInputs.model(input);
        RunSeed seed = RunSeed.of(parameters.m_seed);
        ScoreSettings settings = parameters.settings(columns.secrets(), seed.value());
        ScorerTables compared =
                ScorerTables.read(real, synthetic, heldBack, columns, parameters.origin(), monitor.part(0, 0.1));
        double scored = model.isPresent() ? 0.3 : 0.1;
        Optional<LogDensities> densities = model.map(
                port -> ModelledRows.score(port, real, heldBack.orElseThrow(), settings, monitor.part(0.1, scored)));
        TableScore score = TableScore.of(
                compared.real().values(),
                compared.synthetic(densities),
                compared.heldBack(),
                settings,
                monitor.part(scored, 1));
        output.setOutData(
                ScoreTables.measures(score, context),
                ScoreTables.columns(score, context),
                ScoreTables.pairs(score, context),
                ScoreTables.risky(score, compared, context));
        output.setInternalData(StoredView.write(ReportJson.of(score).toString(), context));
        for (SyntheticScore table : score.tables()) {
            LOGGER.info(table.name() + ": " + table.verdict().ofQuality() + " "
                    + table.verdict().ofPrivacy());
        }
        List<String> warnings = new ArrayList<>();
        columns.warning().ifPresent(warnings::add);
        warnings.addAll(score.notes());
        warnings.addAll(seed.warnings());
        NodeRun.warn(output, warnings);
    }
}
