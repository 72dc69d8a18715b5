// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.flowmatch.standin.VisibleText;

/**
 * Prints texts of which parts come from files (names of nodes and columns, paths) so that they cannot steer the terminal.
 * Single characters and bytes pass as they are: with them a program steers on purpose.
 */
public final class VisibleStream extends PrintStream {
    private final PrintStream out;

    public VisibleStream(PrintStream out) {
        // line ends alone are written by this stream itself
        super(out, true, StandardCharsets.UTF_8);
        this.out = out;
    }

    /** Every text comes this way, those of println, format and append included. */
    @Override
    public void print(String text) {
        out.print(VisibleText.of(String.valueOf(text)));
    }
}
