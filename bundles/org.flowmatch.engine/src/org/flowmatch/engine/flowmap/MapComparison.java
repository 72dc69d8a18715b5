// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.training.Comparison;

/**
 * The steps of a flow map compared with themselves, and its velocity with that of a path.
 *
 * @param masked whether the second matrix of the loss says which numbers of a row move
 */
record MapComparison(MapRule rule, boolean masked) implements Comparison {
    /** The matrix of steps: their lengths, what the rule takes of them and, for a density, a sign for each number. */
    static final String STEP = "step";

    private static final Fragment COMPARED = Fragment.read(MapComparison.class, "flow_map");

    @Override
    public Optional<Fragment> part(Outputs outputs) {
        return Optional.of(COMPARED.with("NUMBERS", outputs.numbers())
                .with("REGRESSED", outputs.regressed())
                .with("FEATURES", StepFeatures.COUNT)
                .with("PROGRESSIVE", rule == MapRule.PROGRESSIVE ? 1 : 0)
                .with("MASK", masked ? 1 : 0));
    }

    @Override
    public List<String> data() {
        return List.of(STEP);
    }

    /** A row that takes a step goes through with its slope, and once more from where it arrives. */
    @Override
    public int evaluations() {
        return 2;
    }
}
