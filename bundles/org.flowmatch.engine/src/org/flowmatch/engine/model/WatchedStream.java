// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.flowmatch.engine.Monitor;

/** Passes bytes on in parts, and ends with the monitor's cancel between two of them. */
final class WatchedStream extends FilterOutputStream {
    private static final int PART = 1 << 20;

    private final Monitor monitor;

    WatchedStream(OutputStream out, Monitor monitor) {
        super(out);
        this.monitor = monitor;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int done = 0; done < length; done += PART) {
            monitor.check();
            out.write(bytes, from + done, Math.min(PART, length - done));
        }
    }
}
