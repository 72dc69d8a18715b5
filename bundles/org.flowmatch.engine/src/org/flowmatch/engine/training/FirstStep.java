// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.TableRole;

/**
 * Why a training whose very first loss is no finite number has nothing to show: the cell farthest from 0 in the coordinates of
 * the flow, where one is so far away that squares of it leave single precision.
 */
final class FirstStep {
    /** Errors and slopes of this size, multiplied with each other and squared for the norm of the gradient, overflow. */
    private static final float FAR = 1e6f;

    private static final int ROWS_AT_ONCE = 4096;

    private FirstStep() {}

    private record Cell(int row, int coordinate, float code) {}

    static FlowException notFinite(Coupling coupling) {
        String problem = "The training loss is not a finite number at the first step, so that nothing was learnt.";
        Optional<Cell> target = farthest(coupling.target());
        Optional<Cell> source = coupling.source().flatMap(FirstStep::farthest);
        if (target.isEmpty() && source.isEmpty()) {
            return new FlowException(
                    problem,
                    "Choose another path, loss weight or model to continue from, whose numbers stay finite, or quantile"
                            + " scaling in the coupling.");
        }
        boolean inSource = target.isEmpty()
                || source.isPresent()
                        && Math.abs(source.get().code()) > Math.abs(target.get().code());
        Cell cell = inSource ? source.get() : target.get();
        return new FlowException(
                String.format(
                        Locale.ROOT,
                        "%s The column %s has a cell far from all others in row %d of the rows used of the %s: %.3g in"
                                + " the units of the flow, in which most values are about 1.",
                        problem,
                        Quoted.of(coupling.encoding()
                                .encodedColumns()
                                .get(cell.coordinate())
                                .name()),
                        cell.row() + 1,
                        (inSource ? TableRole.SOURCE : TableRole.TARGET).label(),
                        cell.code()),
                "Choose quantile scaling in the coupling, or correct or remove that cell.");
    }

    private static Optional<Cell> farthest(RowMatrix rows) {
        Cell farthest = new Cell(0, 0, 0);
        float[] values = new float[ROWS_AT_ONCE * rows.columns()];
        for (int first = 0; first < rows.rows(); first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows.rows() - first);
            rows.copyRows(first, count, values);
            for (int i = 0; i < count * rows.columns(); i++) {
                if (Math.abs(values[i]) > Math.abs(farthest.code())) {
                    farthest = new Cell(first + i / rows.columns(), i % rows.columns(), values[i]);
                }
            }
        }
        return Optional.of(farthest).filter(cell -> Math.abs(cell.code()) > FAR);
    }
}
