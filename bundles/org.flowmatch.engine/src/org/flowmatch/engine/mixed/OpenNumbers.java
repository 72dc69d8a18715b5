// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.encoding.OpenPlaces;
import org.flowmatch.engine.likelihood.DensityProblem;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.likelihood.SourceDensity;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.ConditionRows;

/**
 * Points whose open numbers z are draws of the flow given all that is known of them. For densities of known parts alone,
 *
 * <pre>
 * p(known) = E over z ~ q of p(known, z) / q(z),  q(z) = p(z | known)
 * </pre>
 *
 * which holds whatever q is, and without noise where the flow agrees with itself. An open number whose label is not known
 * either is noise where it has no value, as in training.
 *
 * @param points [P, D], open numbers drawn
 * @param log [P], log phi(z0) - log q(z) of the open numbers, of which z0 was there before; 0 where none is open
 * @param nfe evaluations of the network, mean over all points
 */
record OpenNumbers(RowMatrix points, double[] log, double nfe) {

    /**
     * @param points encoded rows [P, D], open numbers standing at places z0 of N(0, 1)
     * @param conditions [P, m] of the points; present for a conditional model alone
     */
    static OpenNumbers draw(
            FlowModel model,
            MixedFlow flow,
            RowMatrix points,
            OpenPlaces open,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        double[] log = new double[points.rows()];
        int[] chosen = open.points();
        if (chosen.length == 0) {
            return new OpenNumbers(points, log, 0);
        }
        MixedLayout layout = new MixedLayout(model.encoding().space());
        OpenPlaces places = open.choose(chosen);
        double scale = flow.numbers().sourceStates(SourceLaw.GAUSSIAN).scale();
        RowMatrix own = new ChosenRows(points, chosen);
        MixedStart from = new MixedStart(
                layout, MixedInputs.of(layout, flow), own, Optional.of(known(layout, own, places)), scale);
        LogDensities drawn = Likelihood.draw(
                problem(model, flow, from, places.most(), conditions.map(given -> new ChosenRows(given, chosen))),
                settings,
                monitor);
        float[] filled = points.toArray();
        float[] z = new float[layout.numbers()];
        SourceDensity source = new SourceDensity(layout.vectors(), 1, z.length);
        for (int at = 0; at < chosen.length; at++) {
            int row = chosen[at] * layout.width();
            drawn.end().copyRow(at, z, 0);
            log[chosen[at]] = -drawn.logDensity()[at];
            log[chosen[at]] += logSource(source, layout, filled, row, places, at);
            for (int i = 0; i < z.length; i++) {
                if (layout.isOpen(places, at, i)) {
                    layout.setNumber(filled, row, i, z[i]);
                }
            }
        }
        return new OpenNumbers(RowMatrix.of(filled, layout.width()), log, drawn.nfe() * chosen.length / log.length);
    }

    /** The log-density of the source at the open numbers of a point whose row begins at {@code row}. */
    private static double logSource(
            SourceDensity source, MixedLayout layout, float[] rows, int row, OpenPlaces open, int point) {
        double[] numbers = new double[layout.numbers()];
        float[] moves = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = layout.number(rows, row, i);
            moves[i] = layout.isOpen(open, point, i) ? 1 : 0;
        }
        return source.log(numbers, moves);
    }

    /** The points with NaN for their open numbers. */
    static RowMatrix known(MixedLayout layout, RowMatrix points, OpenPlaces open) {
        return new MadeRows(points.rows(), layout.width(), (row, dst, off) -> {
            points.copyRow(row, dst, off);
            for (int i = 0; i < layout.numbers(); i++) {
                if (layout.isOpen(open, row, i)) {
                    layout.setNumber(dst, off, i, Float.NaN);
                }
            }
        });
    }

    /**
     * The numbers of rows that are not given, as what a density is wanted of.
     *
     * @param most that move in a row at most
     * @param conditions [n, m] of the rows
     */
    static DensityProblem problem(
            FlowModel model, MixedFlow flow, MixedStart from, int most, Optional<RowMatrix> conditions) {
        List<RowMatrix> told = new ArrayList<>(List.of(from.known(), from.moving()));
        told.addAll(ConditionRows.given(model, from.start().rows(), conditions));
        return new DensityProblem(
                model,
                flow.numbers(),
                from.numbers(),
                told,
                probes -> MixedProgram.density(model, from.layout().numbers(), probes),
                flow.numbers().sourceStates(SourceLaw.GAUSSIAN).scale(),
                Optional.of(from.moving()),
                from.layout().vectors(),
                most);
    }
}
