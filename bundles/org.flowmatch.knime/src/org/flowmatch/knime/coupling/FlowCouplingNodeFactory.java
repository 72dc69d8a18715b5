// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingFolder;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.encoding.PartReport;
import org.flowmatch.engine.score.RuleOffers;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.OptionalPort;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.view.StoredView;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.DefaultView.ViewInput;

/** Couples target rows with source rows. */
public final class FlowCouplingNodeFactory extends DefaultNodeFactory {

    private static final String DESCRIPTION =
            """
            <p>Prepares a table for flow matching, the first step to new rows like its own, to rows of one table turned into
            rows of another, to filled gaps or to anomaly scores. It finds out what each column is, and which source row goes with
            which target row; its view shows both.</p>
            <p>A flow carries source rows x<sub>0</sub> at time t = 0 to target rows x<sub>1</sub> at time t = 1. This node fits the encoding of
            the chosen columns on the target table, encodes the rows, and records how source and target rows are joined into pairs
            (x<sub>0</sub>, x<sub>1</sub>), on which a Velocity Learner is trained.</p>
            <p>Without a source table, the source is Gaussian noise: the flow generates new rows that look like those of the
            target table. With a source table, the flow turns rows of one table into rows of the other, such as
            measurements of one device into those of another: row by row, texts, labels and gaps included. A transport plan pairs
            rows that are alike, so that translated rows keep what can be kept.</p>
            <p>Start with the independent coupling. Choose optimal transport for straighter paths, which need fewer steps when
            sampling; Sinkhorn for a plan between the two, which is also that of a Schroedinger bridge; unbalanced or partial
            plans when outliers should count less; paired when each target row belongs to one source row. Only the independent
            coupling with noise leaves room for the score and for stochastic sampling later.</p>
            <p>Columns are modelled by their values: numbers as numbers; texts, booleans and numbers with few different values as
            labels; a value that many rows share, such as 0, and a missing cell as labels of a column of numbers. Dates and times
            are numbers that come back in their own type. A column that looks like an identifier is left out, with a warning. The
            view of the node shows what became of each column and why, and the dialog overrules it column by column. Without a
            source table, under a coupling other than the independent one, numeric columns are modelled as numbers, and others
            are left out.</p>
            <p>What goes round is modelled where it lies: times of the day, and numbers whose period the advanced settings name (hours,
            weekdays, months, directions), are points on a circle, and pairs of latitude and longitude are points on a sphere. Rows
            follow the shortest ways there (Chen and Lipman, <i>Flow matching on general geometries</i>, 2024). Such models take the
            linear path, predict the velocity, and are sampled without random motion; they have no reflow and no flow map.</p>
            <p>A text column that the advanced settings name as a <i>code</i>, such as an article number of up to 64 symbols, is modelled
            by the symbol at each place: new codes come out, of several lengths, made like the known ones (Campbell et al.,
            <i>Generative flows on discrete state-spaces</i>, 2024). They follow the other columns of their row and these follow them; single
            places can be given. Columns that are positions of one sequence, such as the squares of a board, are named there, too.
            The view names columns of texts that look like codes.</p>
            <p>Rules between columns, such as start &lt;= end or net + tax = gross, are kept in every row that is made where the advanced settings name them: other
            columns are modelled in the place of those of the rule, from which these follow. Rows that break such a rule are named.</p>
            <p>With a source table, a label starts from that of the source row and is drawn anew on the way, given the labels and
            numbers that its row came with. What a column becomes follows from the target table. A label or a missing cell that
            the source table alone has is known as a start, and no row ends there; where a number is missing, the row starts from
            noise. In the cost of a transport plan a label that differs has a weight. Such a model is sampled forward alone, and
            has no densities.</p>
            <p>Any columns may be given later: unless this is switched off, the model also learns rows of which some columns are
            known. Models that have labels, or columns that may be given, are sampled forward alone: for sampling backward, model numeric
            columns as numbers and switch it off. Densities and reflow of rows with labels need a switch in Velocity Learner.</p>
            <p>Columns chosen as conditions, an advanced setting, are not modelled: the flow learns the other columns given them, and Flow Sampler
            generates rows for the conditions that it is given. The plans of transport couplings respect conditions unless
            set otherwise.</p>
            <p><b>Privacy.</b> Neither a model nor the rows sampled from it are anonymous. The encoding, which each model carries
            with it, holds observed values as they are: all of a column with up to 8,192 distinct values, all texts of a
            modelled column, up to 500 further ones of a source table, and all labels of conditions. By default every sampled cell is a value that was observed. A column that looks like an identifier is
            named in a warning: leave it out.</p>
            <p>The encoding by quantiles suits tables with whole numbers, repeated values and skewed columns; use none for
            example data.</p>
            <p><b>When something goes wrong.</b> A NaN or infinite cell, and a missing one where missing cells are not modelled,
            is named by its column and first row: let such rows be skipped, an advanced setting, or repair them with Missing Value. Columns of the source table that are missing, not
            numeric or not of whole numbers are named, and so are keys without a partner: do not choose such a column, convert
            it, or join the tables first. A column with a whole number beyond 2<sup>53</sup> is left out with a warning where columns are modelled by
            their values; where they are numbers alone, and where the dialog says how to model it, the number is named. Under standardising or no scaling,
            a cell so far away that it leaves the other values no room is named, too: choose quantiles. Columns that cannot be
            modelled are named in a warning, because they will not be in the output. A condition with only one value or with more than 256 labels is named: leave it out,
            or group rare labels. A code that is empty or has more than 64 symbols is named with its row. A plan that needs more iterations than allowed fails with a message, here or in the training: raise
            epsilon, the tolerance or the iterations. A table with fewer than two rows or with only constant columns cannot be
            modelled.</p>
            <p>References: Tong et al., <i>Improving and generalizing flow-based generative models with minibatch optimal
            transport</i> (2024); Pooladian et al., <i>Multisample flow matching: straightening flows with minibatch
            couplings</i> (2023); Albergo and Vanden-Eijnden, <i>Building normalizing flows with stochastic interpolants</i>
            (2023); Lipman et al., <i>Flow matching for generative modeling</i> (2023); Cuturi, <i>Sinkhorn distances:
            lightspeed computation of optimal transport</i> (2013); Chizat et al., <i>Scaling algorithms for unbalanced optimal
            transport problems</i> (2018); Chapel et al., <i>Partial optimal transport with applications on positive-unlabeled
            learning</i> (2020); Cheng and Schwing, <i>The curse of conditions: analyzing and improving optimal transport for
            conditional flow-based generation</i> (2025).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Coupling")
            .icon("../../../../icons/flow-coupling.png")
            .shortDescription(
                    "Couples the rows of a target table with Gaussian noise or with the rows of a source table.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Target rows", g -> g.name("Target rows")
                            .description("The rows that the flow ends in (t = 1).")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Source rows", g -> g.name("Source rows")
                            .description("The rows that the flow starts from (t = 0), with columns of the same names."
                                    + " Without this table it starts from noise.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Flow coupling", g -> g.name("Flow coupling")
                            .description("The encoded rows and how they are joined.")
                            .fixed(FlowCouplingPortObject.TYPE)))
            .model(m -> m.parametersClass(FlowCouplingNodeParameters.class)
                    .configure(NodeRun.configure(FlowCouplingNodeFactory::configure))
                    .execute(NodeRun.execute(FlowCouplingNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description(
                            "Some pairs of source and target rows, as lines in two columns or principal components; and what"
                                    + " each column of the target table is modelled as, and why: numbers, labels, spikes and"
                                    + " gaps, with levels, missing cells and warnings; and rules between its columns that"
                                    + " every row could keep. A column with a period is a dial beside the time, and a position"
                                    + " on the globe a map.")
                    .page(p -> ViewPage.of(p, "columns"))
                    .initialData(i -> i.data(FlowCouplingNodeFactory::view).serializer(json -> json)))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "flow matching",
                    "coupling",
                    "optimal transport",
                    "minibatch",
                    "Sinkhorn",
                    "unbalanced",
                    "partial",
                    "condition",
                    "paired",
                    "encoding",
                    "quantile",
                    "noise",
                    "mixed data",
                    "categorical",
                    "missing values",
                    "generative model",
                    "synthetic data");

    public FlowCouplingNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowCouplingNodeParameters parameters = input.getParameters();
        Optional<DataTableSpec> source = OptionalPort.SECOND.tableSpec(input);
        CouplingColumns columns = CouplingColumns.of(parameters, input.getInTableSpec(0), source);
        output.setOutSpec(
                0,
                new FlowCouplingPortObjectSpec(
                        columns.columns(),
                        parameters.couplingSettings(source.isPresent()),
                        parameters.encodingSettings(RunSeed.ANY).scaling(),
                        source.isPresent() ? SourceLaw.TABLE : SourceLaw.GAUSSIAN,
                        columns.conditions(),
                        columns.labels(),
                        columns.types()));
        columns.warning().ifPresent(output::setWarningMessage);
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) throws IOException {
        FlowCouplingNodeParameters parameters = input.getParameters();
        BufferedDataTable target = input.getInTable(0);
        Optional<BufferedDataTable> source = OptionalPort.SECOND.table(input);
        CouplingColumns wanted = CouplingColumns.of(
                parameters, target.getDataTableSpec(), source.map(BufferedDataTable::getDataTableSpec));
        RunSeed seed = RunSeed.of(parameters.m_seed);
        List<String> warnings = new ArrayList<>(seed.warnings());
        wanted.warning().ifPresent(warnings::add);
        List<PartReport> reports = new ArrayList<>();
        List<JsonObject> pictures = new ArrayList<>();
        List<RuleOffers.Offer> offers = new ArrayList<>();
        CouplingColumns columns;
        try (CouplingTables tables = CouplingTables.read(parameters, wanted, target, source, monitor.part(0, 0.5))) {
            columns = wanted.keeping(tables.target().columns());
            columns.leftOutWarning().ifPresent(warnings::add);
            warnings.addAll(tables.warnings());
            output.setOutData(
                    0,
                    FlowCouplingPortObject.create(
                            folder -> {
                                Coupling coupling =
                                        fit(parameters, columns, tables, folder, seed.value(), monitor.part(0.5, 0.95));
                                warnings.addAll(coupling.encoding().notes());
                                warnings.addAll(coupling.notes());
                                warnings.addAll(tables.conditionNotes(coupling));
                                reports.addAll(coupling.encoding().reports());
                                pictures.add(PairPicture.of(coupling, monitor.part(0.95, 0.98)));
                                offers.addAll(RuleOffers.of(
                                        tables.target(), coupling.encoding().settings(), monitor.part(0.98, 1)));
                                return coupling;
                            },
                            columns.conditions(),
                            columns.types(),
                            input.getExecutionContext()));
        }
        output.setInternalData(
                ColumnReport.write(
                        ColumnReport.of(reports, target.getDataTableSpec(), columns), input.getExecutionContext()),
                StoredView.write(pictures.get(0).toString(), input.getExecutionContext()),
                StoredView.write(RuleReport.json(offers).toString(), input.getExecutionContext()));
        NodeRun.warn(output, warnings);
    }

    private static Coupling fit(
            FlowCouplingNodeParameters parameters,
            CouplingColumns columns,
            CouplingTables tables,
            Path folder,
            long seed,
            Monitor monitor) {
        return CouplingFolder.fit(
                folder,
                parameters.couplingSettings(tables.source().isPresent()),
                tables.target(),
                tables.source(),
                tables.conditions(),
                parameters.encodingSettings(seed).with(columns.modelling()),
                seed,
                monitor);
    }

    /**
     * The columns, the picture of pairs or null, and the rules between columns: a node that an earlier version executed has kept some
     * of them, or no table.
     */
    private static String view(ViewInput input) {
        List<BufferedDataTable> kept =
                Stream.ofNullable(input.getInternalTables()).flatMap(Stream::of).toList();
        String columns = kept.isEmpty() ? "[]" : ColumnReport.json(kept.get(0));
        String pairs = kept.size() < 2 ? "null" : StoredView.read(kept.get(1));
        String rules = kept.size() < 3 ? "[]" : StoredView.read(kept.get(2));
        return "{\"columns\":" + columns + ",\"pairs\":" + pairs + ",\"rules\":" + rules + "}";
    }
}
