// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.List;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.ProgramText;

/** Writes the right-hand side of a flow: {@code field.py} with the number of condition features filled in. */
final class FieldProgram {
    private FieldProgram() {}

    static String text(FlowModel model) {
        return text(model, "field.py");
    }

    /** What a {@link VelocityFunction} calls, to stand beside it. */
    static List<String> functions(FlowModel model) {
        return List.of(text(model), ProgramText.read(FieldProgram.class, "stages.py"), text(model, "field_at.py"));
    }

    private static String text(FlowModel model, String part) {
        return ProgramText.read(FieldProgram.class, part)
                .replace("CONDITIONS", Integer.toString(model.conditions().features()));
    }
}
