// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import org.flowmatch.engine.program.Fragment;

/** The program fragments that networks share. */
final class ProgramParts {
    /** For a network whose parameters lie in training as they do in a model. */
    static final Fragment SAME_LAYOUT = part("same_layout");

    /** For a gradient program whose outputs are [n, outputs]. */
    static final Fragment ROWS_BY_STEP = part("rows_by_step");

    /** Every gradient program's {@code accumulate_gradient}, from its other methods. */
    static final Fragment ACCUMULATE = part("accumulate_gradient");

    /** For a gradient program in which the outputs stand against the data as they are. */
    static final Fragment OUTPUTS_ALONE = part("outputs_alone");

    private static final Fragment LAYERS = part("shaped_layers");

    private static final Fragment TIME = part("time_features");

    private ProgramParts() {}

    static Fragment part(String name) {
        return Fragment.read(ProgramParts.class, name);
    }

    /** The method {@code layers}: the arrays of a layout in their order. */
    static Fragment layers(ParameterLayout layout) {
        return LAYERS.with(
                "SHAPES",
                layout.entries().stream().map(ParameterLayout.Entry::shape).toList());
    }

    /**
     * The methods {@code time_features}, {@code activate}, {@code activate_in_place}, {@code times_slope} and {@code slope_of}.
     */
    static List<Fragment> timeAndActivation(TimeFeatures time, Activation activation) {
        int frequencies = time instanceof TimeFeatures.Fourier fourier ? fourier.frequencies() : 0;
        return List.of(TIME.with("FREQUENCIES", frequencies), activation.part());
    }
}
