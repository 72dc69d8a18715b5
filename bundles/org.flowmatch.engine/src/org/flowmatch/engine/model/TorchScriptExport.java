// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.Aside;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.file.AtomicFile;
import org.flowmatch.engine.torchscript.ProgramText;
import org.flowmatch.engine.torchscript.TorchArchive;

/**
 * Exports the network of a model as a TorchScript archive (.pt) for other programs, for instance Python's
 * {@code torch.jit.load}: a module whose {@code forward(x, t)} takes rows [n, d] in encoded units and times [n] (t = 0
 * source, t = 1 target) and returns what the network predicts, v(x, t) [n, d] for most models, with d more columns for a
 * score head. That of a conditional model is {@code forward(x, t, c)} with the features of the conditions [n, m], zeros for
 * an unknown one. The encoding of the columns is not part of it.
 */
public final class TorchScriptExport {
    private TorchScriptExport() {}

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
                List.of(
                        model.network().program(model.inputs(), model.outputs()),
                        ProgramText.read(
                                TorchScriptExport.class,
                                model.conditions().isEmpty() ? "export.py" : "export_conditional.py")),
                Map.of("weights", new TorchArchive.Buffer(model.weights(), model.weights().length)));
        Aside.run(
                watched -> {
                    AtomicFile.write(file, "exported network", out -> archive.write(new WatchedStream(out, watched)));
                    return null;
                },
                monitor);
    }
}
