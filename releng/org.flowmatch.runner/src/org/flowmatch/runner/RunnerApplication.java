// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.flowmatch.engine.file.ProcessFolder;
import org.flowmatch.runner.console.VisibleStream;

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
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        // for what is logged
        System.setErr(new VisibleStream(err));
        keepTemporaryFilesTogether();
        return new RunCommand(out, err, terminal, width).execute(arguments);
    }

    /** All that anyone makes in the temporary folder then is this user's alone, and goes with the process. */
    private static void keepTemporaryFilesTogether() {
        try {
            System.setProperty("java.io.tmpdir", ProcessFolder.temporary().toString());
        } catch (IOException e) {
            System.getLogger(RunnerApplication.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "the run needs the folder as well, and tells that it cannot be had",
                            e);
        }
    }

    @Override
    public void stop() {
        // the shutdown hook of the run cancels it
    }
}
