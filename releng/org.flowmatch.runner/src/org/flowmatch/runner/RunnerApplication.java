// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/** The Equinox application behind {@code ./flowmatch run}. */
public final class RunnerApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        context.applicationRunning();
        String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        int width = Integer.getInteger("flowmatch.columns", 100);
        Charset charset = System.console() == null
                ? Charset.defaultCharset()
                : System.console().charset();
        return new RunCommand(
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                        terminal,
                        width)
                .execute(arguments);
    }

    @Override
    public void stop() {
        // the shutdown hook of the run cancels it
    }
}
