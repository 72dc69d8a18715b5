// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.execution;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOrRearrangerConsumer;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;

/**
 * The one place where failures of a node become what KNIME shows: a {@link FlowException} its problem with the remedy as
 * resolution, a cancel a cancel, and anything unforeseen a message that names it and says what to do.
 */
public final class NodeRun {

    /** What a node does when it is configured; settings that do not fit its inputs throw. */
    @FunctionalInterface
    public interface Configuration {
        void accept(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException;
    }

    /** What a node does when it is executed. */
    @FunctionalInterface
    public interface Execution {
        void accept(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) throws Exception;
    }

    private NodeRun() {}

    public static ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure(
            Configuration configuration) {
        return (input, output) -> {
            try {
                configuration.accept(input, output);
            } catch (FlowException e) {
                throw invalid(e);
            }
        };
    }

    public static ExecuteConsumer execute(Execution execution) {
        return (input, output) -> {
            NodeMonitor monitor = new NodeMonitor(input.getExecutionContext());
            try {
                execution.accept(input, output, monitor);
            } catch (KNIMEException | CanceledExecutionException e) {
                throw e;
            } catch (Exception e) {
                if (monitor.cancelled() || e instanceof CancellationException || e instanceof InterruptedException) {
                    throw cancelled(e);
                }
                throw shown(e);
            } catch (OutOfMemoryError e) {
                throw failure(
                        "There is not enough memory for these rows and settings.",
                        "Use fewer rows or a smaller network, or raise -Xmx in knime.ini and restart KNIME.",
                        e);
            } catch (LinkageError e) {
                throw failure(
                        "A part of the extension cannot be loaded: " + e + ".",
                        "Install Flow Matching for KNIME again and restart KNIME.",
                        e);
            }
        };
    }

    /**
     * Checks the settings of a node when KNIME loads them.
     *
     * @param making makes what the engine needs of them; its records refuse what is out of range
     */
    public static void validate(Runnable making) throws InvalidSettingsException {
        try {
            making.run();
        } catch (FlowException e) {
            throw invalid(e);
        }
    }

    /** Shows warnings, a line each; nothing when there are none. */
    public static void warn(ExecuteOutput output, List<String> warnings) {
        if (!warnings.isEmpty()) {
            output.setWarningMessage(String.join("\n", warnings));
        }
    }

    private static InvalidSettingsException invalid(FlowException e) {
        return new InvalidSettingsException(e.problem() + " " + e.remedy(), e);
    }

    private static KNIMEException shown(Exception e) {
        if (e instanceof FlowException flow) {
            return failure(flow.problem(), flow.remedy(), flow);
        }
        if (e instanceof InvalidSettingsException) {
            return failure(e.getMessage(), "Change the settings of the node.", e);
        }
        Optional<IOException> file = fileProblem(e);
        if (file.isPresent()) {
            return failure(
                    "A file of the node cannot be written or read: " + IoReason.of(file.get()) + ".",
                    "Free space in KNIME's workspace and temporary folder, then reset and execute again.",
                    e);
        }
        return failure(
                "An unexpected error occurred: " + e + ".",
                "Execute again; if it happens again, report it with the KNIME log, which holds the details.",
                e);
    }

    /** Tables wrap what their files throw, for instance when the disk is full. */
    private static Optional<IOException> fileProblem(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return Optional.of(io);
            }
        }
        return Optional.empty();
    }

    private static CanceledExecutionException cancelled(Exception cause) {
        CanceledExecutionException cancel = new CanceledExecutionException();
        cancel.initCause(cause);
        return cancel;
    }

    private static KNIMEException failure(String problem, String remedy, Throwable cause) {
        return KNIMEException.of(Message.fromSummaryWithResolution(problem, remedy), cause);
    }
}
