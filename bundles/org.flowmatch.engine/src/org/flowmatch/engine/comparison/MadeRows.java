// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;

/**
 * Rows that a model made, as a table.
 *
 * @param sampler in words
 * @param settings how
 * @param table the rows; empty where they could not be made
 * @param nfe evaluations per row
 * @param seconds that it took
 * @param missing why there are none
 */
record MadeRows(
        String sampler,
        SamplingSettings settings,
        Optional<Table> table,
        double nfe,
        double seconds,
        Optional<String> missing) {

    /**
     * @param chosen the test rows whose conditions the made ones have
     * @param warnings to which those of the sampling are added
     */
    static MadeRows of(
            ComparedModel compared,
            int[] chosen,
            SamplingSettings how,
            long seed,
            Set<String> warnings,
            Monitor monitor) {
        FlowModel model = compared.model();
        Mover mover = Movers.of(model);
        Optional<RowMatrix> conditions = compared.conditions().map(all -> new ChosenRows(all, chosen));
        try {
            RowMatrix start = SourceRows.start(model, chosen.length, seed, monitor.silent());
            long began = System.nanoTime();
            Samples samples = mover.move(model, start, conditions, how, monitor.part(0, 0.9));
            double seconds = (System.nanoTime() - began) / 1e9;
            warnings.addAll(samples.warnings());
            Table table = model.encoding().decode(samples.end(), monitor.part(0.9, 1));
            return new MadeRows(
                    SamplerRule.words(model, how), how, Optional.of(table), samples.nfe(), seconds, Optional.empty());
        } catch (FlowException e) {
            return new MadeRows(
                    SamplerRule.words(model, how),
                    how,
                    Optional.empty(),
                    Double.NaN,
                    Double.NaN,
                    Optional.of(e.problem()));
        }
    }

    /** The first rows that a process makes, before which libraries are loaded and programs compiled, are not those that are timed. */
    static void warmUp(ComparedModel compared, int[] chosen, SamplingSettings how, Monitor monitor) {
        of(compared, new int[] {chosen[0]}, how, 0, new HashSet<>(), monitor.silent());
    }
}
