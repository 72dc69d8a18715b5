// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.OptionalWidget;

/**
 * The seed of one run of a node: that of its settings or, where they have none, one that is drawn, so that a node in a loop
 * does not repeat its numbers. A drawn one is told: as the seed of the settings it gives the same result again.
 *
 * @param drawn whether the settings have none
 */
public record RunSeed(long value, boolean drawn) {
    public static final String TITLE = "Seed";

    /** The end of the description of every seed. */
    public static final String NEW_AT_EACH_RUN =
            " Without a seed the numbers are new at each run, also within a loop; a warning then tells the seed that was"
                    + " drawn, which gives the same result again. A flow variable can set it, such as the iteration of a loop.";

    /** For settings that are only checked, not used. */
    public static final long ANY = 1;

    /** Whole numbers up to 2^53 are exact in the dialog, too, whose numbers are those of JavaScript. */
    private static final long BELOW = 1_000_000_000_000_000L;

    /** What the dialog begins with when the user wants a seed. */
    public static final class First implements OptionalWidget.DefaultValueProvider<Long> {
        @Override
        public Long computeState(NodeParametersInput input) {
            return 1L;
        }
    }

    public static RunSeed of(Optional<Long> setting) {
        return setting.map(seed -> new RunSeed(seed, false))
                .orElseGet(() -> new RunSeed(new SecureRandom().nextLong(1, BELOW), true));
    }

    /** What the node says of a seed that was drawn. */
    public List<String> warnings() {
        return drawn
                ? List.of("The random numbers are new at each run. The seed of this one is " + value
                        + ": set it to get the same result again.")
                : List.of();
    }
}
