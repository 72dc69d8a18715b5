// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;

/** The right-hand side of a flow: {@code field.torchscript} with the number of condition features filled in. */
public final class FieldProgram {
    private static final Fragment FIELD = Fragment.read(FieldProgram.class, "field");
    private static final Fragment FIELD_AT = Fragment.read(FieldProgram.class, "field_at");

    private FieldProgram() {}

    /** The fragments of a {@link StateEquation}. */
    public static List<Fragment> equation(FlowModel model) {
        return List.of(filled(FIELD, model), StateEquation.EUCLIDEAN);
    }

    /** What evaluates the field at a time on its own, without a solver; the methods of the last one are called. */
    public static List<Fragment> functions(FlowModel model) {
        return List.of(filled(FIELD, model), StateEquation.EUCLIDEAN, SolverParts.STAGES, filled(FIELD_AT, model));
    }

    private static Fragment filled(Fragment part, FlowModel model) {
        return part.with("CONDITIONS", model.conditions().features());
    }
}
