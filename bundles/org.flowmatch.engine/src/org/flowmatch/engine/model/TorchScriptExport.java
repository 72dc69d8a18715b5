// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowmatch.engine.Aside;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.file.AtomicFile;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.program.Linker;
import org.flowmatch.engine.torchscript.TorchArchive;

/**
 * Exports the network of a model as a TorchScript archive (.pt) for other programs, for instance Python's
 * {@code torch.jit.load}: a module whose {@code forward(x, t)} takes rows [n, d] in encoded units and times [n] (t = 0
 * source, t = 1 target) and returns what the network predicts, v(x, t) [n, d] for most models, with d more columns for a
 * score head. A network that predicts the preconditioned target takes x / sqrt(a^2 + s^2) and ln(s / a) / 4 in their place. That of a conditional model is {@code forward(x, t, c)} with the features of the conditions [n, m], zeros for
 * an unknown one; that of a flow map has the features of the length of a step behind them, zeros for the velocity. The encoding of the
 * columns is not part of it.
 */
public final class TorchScriptExport {
    private static final String WEIGHTS = "weights";
    private static final Fragment FORWARD = Fragment.read(TorchScriptExport.class, "export");
    private static final Fragment CONDITIONAL = Fragment.read(TorchScriptExport.class, "export_conditional");

    private TorchScriptExport() {}

    /**
     * The program of the exported module.
     *
     * @throws org.flowmatch.engine.FlowException for a model with labels
     */
    public static String text(FlowModel model) {
        model.encoding().space().requireNumbers("an exported network");
        List<Fragment> parts = new ArrayList<>(model.network().program(model.inputs(), model.outputs()));
        boolean told = !model.conditions().isEmpty() || model.dynamics().stepFeatures() > 0;
        Fragment forward = told ? CONDITIONAL : FORWARD;
        parts.add(forward);
        return Linker.link(parts, forward.gives(), Set.of(WEIGHTS));
    }

    /** @throws org.flowmatch.engine.FlowException when the file cannot be written; nothing is left of it */
    public static void write(FlowModel model, Path file) {
        write(model, file, Monitor.none());
    }

    /**
     * {@link #write(FlowModel, Path)} of a model that may have a gigabyte of weights.
     *
     * @throws java.util.concurrent.CancellationException within a second when the monitor is cancelled; nothing is left
     */
    public static void write(FlowModel model, Path file, Monitor monitor) {
        TorchArchive archive = new TorchArchive(
                "VelocityModel",
                List.of(text(model)),
                Map.of(WEIGHTS, new TorchArchive.Buffer(model.weights(), model.weights().length)));
        Aside.run(
                watched -> {
                    AtomicFile.write(file, "exported network", out -> archive.write(new WatchedStream(out, watched)));
                    return null;
                },
                monitor);
    }
}
