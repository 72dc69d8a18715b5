// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.imputer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.mixed.Completion;
import org.flowmatch.engine.mixed.Imputation;
import org.flowmatch.engine.mixed.ImputationSettings;
import org.flowmatch.engine.mixed.Imputed;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.polish.TreePolish;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.OutputColumns;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.flowmatch.knime.table.TableWriter;
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

/** Fills the missing cells of a table from what a trained flow expects of them given the others of their rows. */
public final class FlowImputerNodeFactory extends DefaultNodeFactory {
    private static final NodeLogger LOGGER = NodeLogger.getLogger(FlowImputerNodeFactory.class);

    private static final String DESCRIPTION =
            """
            <p>You get your table without gaps: each missing cell is filled by what a trained flow expects of it given the cells
            of its row that are there, with the best value for predictions, or with several draws for statistics that know how
            uncertain they are. Numbers, labels, booleans, dates and times are filled by one model, and one training
            serves for every pattern of missing cells.</p>
            <p>It needs a model that was trained with <i>Any columns may be given
            later</i>, which is the default of Flow Coupling; the training table may have had missing cells itself.</p>
            <p>The <i>best value</i> comes from one evaluation of the network: of a label the most probable one, of a number
            E[x<sub>1</sub> | what is given] at the beginning of the path in units of the encoding, which lies near the median, and of a
            code the most frequent one of some draws, whose share of them is its probability. Numbers are
            then refined by boosted trees, which learn from the rows that have the number. Best values are for predictions; as a sample they are less spread than real rows, and statistics of them come out too sure.
            For these take <i>draws</i>: the table is completed several times, each time from the law of the missing cells given
            the others. Compute a statistic for each value of the column <i>draw</i>, then take the mean, and add (1 + 1/m) times
            the variance between the m draws to the mean variance within them.</p>
            <p>Cells that are there come out as they are, bit for bit; columns that the model does not know, their missing cells
            among them, pass through. Types and order of columns are kept. Rows without a missing cell cost nothing. A column of
            the model that the table lacks is taken as unknown, a cell of a column that had gaps in training is filled all the
            same. Probabilities of labels and intervals of numbers say how sure a best value is.</p>
            <p>A model with condition columns needs them in the table, without missing cells.</p>
            <p><b>When something goes wrong.</b> A model that was not trained to be given any columns is refused: switch it on in
            Flow Coupling and train again. A table without a column of the model, or with one of another type, is named. Warnings
            count the cells whose label the model does not know, numbers outside the range it was trained on (both stay as they
            are, and are used as unknown, or as the end of the range) and rows of which nothing is known, which get what is likely
            in the training table. On some paths, such as polynomial ones, the network says nothing of the numbers at the
            beginning: then each cell gets the median or most frequent label of draws, which takes longer, and a warning says so. NaN
            is not a missing cell and is refused by column and row: replace it first. When values look poor, train longer; when
            draws do, take more steps, too.</p>
            <p>References: Rubin, <i>Multiple imputation for nonresponse in surveys</i> (1987); van Buuren, <i>Flexible imputation
            of missing data</i> (2018); Stekhoven and Bühlmann, <i>MissForest</i> (2012); Lipman et al., <i>Flow matching for generative modeling</i> (2023); Campbell et al.,
            <i>Generative flows on discrete state-spaces</i> (2024).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Imputer")
            .icon("../../../../icons/flow-imputer.png")
            .shortDescription("Fills missing cells from what a trained flow expects of them given the others.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .ports(p -> p.addInputPort(
                            "Flow model",
                            "The trained flow, of which any columns may be given.",
                            FlowModelPortObject.TYPE)
                    .addInputPort(
                            "Table",
                            "The table to complete, with some or all of the model's columns, and its condition columns"
                                    + " where it has any.",
                            BufferedDataTable.TYPE)
                    .addOutputPort(
                            "Completed table",
                            "The table without missing cells in columns of the model, once or once for each draw, with"
                                    + " probabilities and intervals when chosen.",
                            BufferedDataTable.TYPE))
            .model(m -> m.parametersClass(FlowImputerNodeParameters.class)
                    .configure(NodeRun.configure(FlowImputerNodeFactory::configure))
                    .execute(NodeRun.execute(FlowImputerNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description(
                            "How many cells of each column were filled, and their law beside that of observed cells.")
                    .page(p -> ViewPage.of(p, "completion"))
                    .initialData(i -> i.data(StoredView::read).serializer(json -> json)))
            .nodeType(NodeType.Predictor)
            .keywords(
                    "flow matching",
                    "imputation",
                    "impute",
                    "missing values",
                    "missing cells",
                    "gaps",
                    "multiple imputation",
                    "MICE",
                    "MissForest",
                    "complete");

    public FlowImputerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowImputerNodeParameters parameters = input.getParameters();
        ImputationSettings settings = parameters.settings(RunSeed.ANY);
        FlowModelPortObjectSpec model = input.getInPortSpec(0);
        MixedFlow flow = Completion.anyColumns(model.dynamics());
        Movers.of(flow).require(settings.sampling());
        DataTableSpec table = input.getInTableSpec(1);
        KnownColumns known = KnownColumns.of(table, model);
        OutputColumns columns = columns(table, known, null);
        output.setOutSpec(0, new CompletedTable(table, known, columns, parameters).spec());
        List<String> warnings = new ArrayList<>(columns.warnings());
        known.warning().ifPresent(warnings::add);
        if (parameters.best()) {
            Imputation.note(flow, settings).ifPresent(warnings::add);
        }
        if (!warnings.isEmpty()) {
            output.setWarningMessage(String.join("\n", warnings));
        }
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) {
        FlowImputerNodeParameters parameters = input.getParameters();
        ExecutionContext context = input.getExecutionContext();
        FlowModelPortObject port = input.getInPortObject(0);
        BufferedDataTable table = input.getInTable(1);
        DataTableSpec spec = table.getDataTableSpec();
        Completion.anyColumns(port.getSpec().dynamics());
        KnownColumns known = KnownColumns.of(spec, port.getSpec());
        OutputColumns columns = columns(spec, known, context);
        ReadTable read = new TableReader(table, known.columns(), TableRole.TARGET)
                .withGaps()
                .withCodes(port.model(monitor).encoding().codes())
                .withConditions(port.getSpec().conditions())
                .read(monitor.part(0, 0.15));
        RunSeed seed = RunSeed.of(parameters.m_seed);
        ImputationSettings settings = parameters.settings(seed.value());
        Imputation imputation =
                new Imputation(port.model(monitor), read.values(), read.given(), settings, monitor.part(0.15, 0.2));
        CompletedTable completed = new CompletedTable(spec, known, columns, parameters);
        TreePolish polish = new TreePolish(port.model(monitor), read.values(), read.given(), settings);
        CompletionPicture picture =
                new CompletionPicture(read.values(), read.values().columns());
        output.setOutData(0, write(table, imputation, polish, completed, picture, parameters, context, monitor));
        output.setInternalData(StoredView.write(picture.json(), context));
        LOGGER.info(String.format(
                Locale.ROOT,
                "Flow Imputer: %,d of %,d rows have a missing cell in a column of the model",
                imputation.rows(),
                table.size()));
        List<String> warnings = new ArrayList<>(columns.warnings());
        known.warning().ifPresent(warnings::add);
        warnings.addAll(seed.warnings());
        warnings.addAll(imputation.warnings());
        warnings.addAll(polish.warnings());
        NodeRun.warn(output, warnings);
    }

    private static BufferedDataTable write(
            BufferedDataTable table,
            Imputation imputation,
            TreePolish polish,
            CompletedTable completed,
            CompletionPicture picture,
            FlowImputerNodeParameters parameters,
            ExecutionContext context,
            Monitor monitor) {
        if (parameters.best()) {
            Imputed best = imputation.best(monitor.part(0.2, parameters.m_refine ? 0.5 : 0.9));
            Imputed imputed = parameters.m_refine ? polish.polish(best, monitor.part(0.5, 0.9)) : best;
            try (TableWriter writer = new TableWriter(completed.spec(), context, table.size(), monitor.part(0.9, 1))) {
                picture.see(imputed.table());
                completed.write(table, imputed, writer);
                return writer.finish();
            }
        }
        // what is written between draws is no progress of its own
        Monitor drawing = monitor.part(0.2, 1);
        long rows = table.size() * parameters.m_draws;
        try (TableWriter writer = new TableWriter(completed.spec(), context, rows, monitor.silent())) {
            imputation.draws(
                    (draw, made) -> {
                        picture.see(made);
                        completed.write(table, made, draw + 1, writer);
                    },
                    drawing);
            return writer.finish();
        }
    }

    /** The known columns with the types that they came with, which cells that are filled get, too. */
    private static OutputColumns columns(DataTableSpec table, KnownColumns known, ExecutionContext context) {
        return OutputColumns.of(known.columns(), ColumnTypes.of(table, known.names()), context);
    }
}
