// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;

/** The right-hand side of numbers beside labels: {@code mixed_field.torchscript} with the number of condition features filled in. */
public final class MixedProgram {
    private static final Fragment FIELD = Fragment.read(MixedProgram.class, "mixed_field");

    private MixedProgram() {}

    /** The fragments of a {@link StateEquation}. */
    public static List<Fragment> equation(FlowModel model) {
        return List.of(FIELD.with("CONDITIONS", model.conditions().features()), StateEquation.EUCLIDEAN);
    }
}
