// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.runner.workflow.ExecutionOrder;
import org.flowmatch.runner.workflow.Workflow;
import org.flowmatch.runner.workflow.WorkflowNode;
import org.flowmatch.runner.workflow.WorkflowReader;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.Extensions;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;

/**
 * Runs a workflow directory: loads it, configures every node before any is executed, and executes one node after the other
 * in the order of the connections. A node that fails holds up only the nodes behind it. The workflow directory is not
 * changed. One runner runs one workflow at a time.
 */
public final class WorkflowRunner {
    private final RunSettings settings;
    private final RunListener listener;
    private final NodeFactories factories;
    private volatile boolean cancelled;

    /** A runner of the nodes that the installed bundles declare. */
    public WorkflowRunner(RunSettings settings, RunListener listener) {
        this(settings, listener, Extensions::nodeFactory);
    }

    /** A runner of nodes from elsewhere. */
    public WorkflowRunner(RunSettings settings, RunListener listener, NodeFactories factories) {
        this.settings = settings;
        this.listener = listener;
        this.factories = factories;
    }

    /**
     * Runs the workflow in a directory.
     *
     * @return the run, also when nodes failed or the run was cancelled; to be closed
     * @throws UsageException when there is no workflow, or an option does not fit it
     * @throws RunnerException when the workflow cannot be loaded
     */
    public WorkflowRun run(Path directory) {
        Workflow workflow = WorkflowReader.read(directory);
        List<WorkflowNode> order = ExecutionOrder.of(workflow);
        NodeLoader loader = new NodeLoader(workflow, settings, factories);
        List<NodeRun> runs = new ArrayList<>();
        order.forEach(node -> runs.add(loader.load(node)));
        Wiring wiring = new Wiring(runs, workflow.connections());
        warn(order, loader);
        TemporaryFolder temporary = new TemporaryFolder();
        if (configureAll(runs, wiring)) {
            listener.started(List.copyOf(runs));
            for (NodeRun run : runs) {
                boolean ready = wiring.before(run, workflow.connections()).stream()
                        .allMatch(before -> before.state() == NodeState.EXECUTED);
                if (ready && !cancelled) {
                    execute(run, wiring, temporary);
                } else {
                    end(run, NodeState.SKIPPED, Optional.empty(), Duration.ZERO);
                }
            }
        }
        return new WorkflowRun(workflow, runs, temporary, cancelled);
    }

    /** Stops the node that is executing and executes no other; returns at once. May be called from any thread. */
    public void cancel() {
        cancelled = true;
    }

    private void warn(List<WorkflowNode> order, NodeLoader loader) {
        for (String name : loader.unusedVariables()) {
            listener.warning("The workflow does not use the variable '" + name + "'.");
        }
        List<String> saved = order.stream()
                .filter(WorkflowNode::executed)
                .map(WorkflowNode::label)
                .toList();
        if (!saved.isEmpty() && !settings.reset()) {
            listener.warning("Results that were saved with the workflow are not used; every node is executed again"
                    + " (--reset says that this is meant): " + String.join(", ", saved) + ".");
        }
    }

    /** Configures every node whose inputs are known; false when one refuses, and then none is to be executed. */
    private boolean configureAll(List<NodeRun> runs, Wiring wiring) {
        List<NodeRun> refused = new ArrayList<>();
        for (NodeRun run : runs) {
            if (!wiring.awaitsSpecs(run)) {
                try {
                    run.configured(run.handle().configure(wiring.specs(run)));
                } catch (InvalidSettingsException | RuntimeException e) {
                    run.ended(NodeState.FAILED, Optional.of(Failure.of(e)), Duration.ZERO);
                    refused.add(run);
                }
            }
        }
        if (refused.isEmpty()) {
            return true;
        }
        for (NodeRun run : runs) {
            if (!refused.contains(run)) {
                run.ended(NodeState.SKIPPED, Optional.empty(), Duration.ZERO);
            }
            listener.nodeEnded(run);
        }
        return false;
    }

    private void execute(NodeRun run, Wiring wiring, TemporaryFolder temporary) {
        run.executing();
        listener.nodeStarted(run);
        long start = System.nanoTime();
        try {
            // the inputs may have turned out differently from what was known when everything was configured
            run.configured(run.handle().configure(wiring.specs(run)));
            ExecutionContext context = Execution.context(
                    temporary.folder(run.id()),
                    (fraction, message) -> listener.nodeProgress(run, fraction, message),
                    () -> cancelled);
            run.executed(run.handle().execute(wiring.objects(run), context), since(start));
            listener.nodeEnded(run);
        } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError | AssertionError e) {
            // whatever a node throws once it was told to stop, it stopped because of that
            Optional<Failure> failure = cancelled ? Optional.empty() : Optional.of(Failure.of(e));
            end(run, cancelled ? NodeState.CANCELLED : NodeState.FAILED, failure, since(start));
        } finally {
            // a cancel that came too late for the node must not reach whatever this thread does next
            Thread.interrupted();
        }
    }

    private void end(NodeRun run, NodeState state, Optional<Failure> failure, Duration time) {
        run.ended(state, failure, time);
        listener.nodeEnded(run);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
