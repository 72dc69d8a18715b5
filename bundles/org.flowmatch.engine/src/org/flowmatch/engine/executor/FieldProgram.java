// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.ProgramText;

/** Writes the right-hand side of a flow: {@code field.py} with the number of condition features filled in. */
public final class FieldProgram {
    private FieldProgram() {}

    public static String text(FlowModel model) {
        return text(model, "field.py");
    }

    /** What evaluates the field at a time on its own, without a solver. */
    public static List<String> functions(FlowModel model) {
        return List.of(text(model), ProgramText.read(FieldProgram.class, "stages.py"), text(model, "field_at.py"));
    }

    private static String text(FlowModel model, String part) {
        return ProgramText.read(FieldProgram.class, part)
                .replace("CONDITIONS", Integer.toString(model.conditions().features()));
    }
}
