// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.benchmarks.quality.DataSet;
import org.flowmatch.benchmarks.quality.NodeDefaults;
import org.flowmatch.benchmarks.quality.TypedTable;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.engine.mixed.MixedMover;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.SourceRows;

/**
 * Rows of the census table made for given columns of its test rows, three times from one model: the energy distance to the
 * test rows within groups of equal given cells, beside that of real training rows and of rows that ignore what is given.
 */
record GivenTask() implements TableTask {
    /** Columns that are given; a number is cut into so many groups of equal size. */
    private static final List<List<String>> SETS = List.of(
            List.of("sex", "marital-status", "income"),
            List.of("age", "hours-per-week", "income"),
            List.of("education", "race"));

    private static final int CUTS = 4;
    private static final int FEWEST = 50;
    private static final double MOST_SHARE = 0.05;

    @Override
    public String label() {
        return "given columns of adult";
    }

    @Override
    public List<Figure> measure(Path folder, long seed, double minutes) throws IOException {
        DataSet.Split split = DataSet.ADULT.split(folder, seed);
        Table training = TypedTable.of(split.training());
        Table heldBack = TypedTable.of(split.heldBack());
        int test = heldBack.rows();
        FlowModel model = NodeDefaults.model(training, seed, minutes);
        GroupedRows grouped = new GroupedRows(heldBack, CUTS, FEWEST);
        Table ignoring = rows(model, Optional.empty(), test, seed);
        List<Figure> figures = new ArrayList<>();
        for (List<String> set : SETS) {
            List<ColumnInfo> given = set.stream()
                    .map(name -> heldBack.columns().get(heldBack.indexOf(name)))
                    .toList();
            GivenTable cells = GivenTable.of(model.encoding(), heldBack.choose(given), Set.of());
            Table made = rows(model, Optional.of(cells), test, seed + 1);
            requireUnchanged(heldBack, made, set);
            double real = grouped.distance(training, set);
            double ours = grouped.distance(made, set);
            double ignored = grouped.distanceByRow(ignoring, set);
            String name = String.join(", ", set);
            figures.add(Figure.told(name + ": energy distance of made rows", ours));
            figures.add(Figure.told(name + ": of real rows", real));
            figures.add(Figure.told(name + ": of rows that ignore what is given", ignored));
            figures.add(Figure.atMost(name + ": made less real, by ignoring", (ours - real) / ignored, MOST_SHARE));
        }
        return figures;
    }

    private static Table rows(FlowModel model, Optional<GivenTable> cells, int rows, long seed) {
        RowMatrix end = new MixedMover((MixedFlow) model.dynamics())
                .complete(
                        model,
                        SourceRows.start(model, rows, seed, Monitor.none()),
                        cells.map(given -> given.encode(Monitor.none())),
                        Optional.empty(),
                        NodeDefaults.sampling(),
                        Monitor.none())
                .end();
        Table made = model.encoding().decode(end, Monitor.none());
        return cells.map(given -> given.restore(made, 0)).orElse(made);
    }

    private static void requireUnchanged(Table given, Table made, List<String> columns) {
        for (String name : columns) {
            int there = given.indexOf(name);
            int here = made.indexOf(name);
            for (int row = 0; row < given.rows(); row++) {
                if (!Cells.text(given, there, row).equals(Cells.text(made, here, row))) {
                    throw new IllegalStateException("A given cell of " + name + " changed in row " + row);
                }
            }
        }
    }
}
