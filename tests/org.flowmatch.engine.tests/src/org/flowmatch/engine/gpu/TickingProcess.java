// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that does a piece of work each time it is waited for. */
final class TickingProcess extends Process {

    interface Work {
        void tick(int number) throws IOException;
    }

    private final int ticks;
    private final int exit;
    private final Work work;
    private int done;
    private boolean killed;

    TickingProcess(int ticks, int exit, Work work) {
        this.ticks = ticks;
        this.exit = exit;
        this.work = work;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) {
        if (!killed && done < ticks) {
            done++;
            try {
                work.tick(done);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return false;
        }
        return true;
    }

    @Override
    public int waitFor() {
        return exitValue();
    }

    @Override
    public int exitValue() {
        return killed ? 137 : exit;
    }

    @Override
    public boolean isAlive() {
        return !killed && done < ticks;
    }

    @Override
    public void destroy() {
        killed = done < ticks;
    }

    @Override
    public Process destroyForcibly() {
        destroy();
        return this;
    }

    @Override
    public Stream<ProcessHandle> descendants() {
        return Stream.empty();
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }
}
