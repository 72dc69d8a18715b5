// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import org.flowmatch.engine.torchscript.ProgramText;

/** The program parts that networks share. */
final class ProgramParts {

    private ProgramParts() {}

    static String read(String file) {
        return ProgramText.read(ProgramParts.class, file);
    }

    /** A network's gradient program: its own parts, with what all networks add. */
    static String gradient(String... parts) {
        return String.join("", parts) + read("accumulate_gradient.py");
    }

    /** The methods {@code time_features}, {@code activate}, {@code activate_in_place} and {@code times_slope}. */
    static String timeAndActivation(TimeFeatures time, Activation activation) {
        int frequencies = time instanceof TimeFeatures.Fourier fourier ? fourier.frequencies() : 0;
        return read("time_features.py").replace("FREQUENCIES", Integer.toString(frequencies))
                + read("activation_" + activation.part() + ".py");
    }
}
