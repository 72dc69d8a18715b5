// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.gpu.OutOfTorchMemory;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.TorchArchive;
import org.flowmatch.engine.training.Training;

/**
 * What a user reads when memory runs out, and whether all goes on afterwards. On a card its memory is filled until nothing is left,
 * and a training is asked for meanwhile: with the device GPU it must end with the product's message, with Auto go on on the CPU.
 * The memory of a computer is not filled: more is asked for than there are addresses.
 */
final class Memory {
    private static final TorchArchive HOLDER =
            TorchArchive.of("Holder", "def forward(self, x: Tensor) -> Tensor:\n    return x\n");
    /** Numbers of the first tensor that fills a card: a gibibyte. */
    private static final long FIRST = 1L << 28;

    private static final long LAST = 1L << 16;
    private static final long BEYOND_ADDRESSES = 1L << 46;

    private final Device device;
    private final PrintStream out;
    private final List<String> missed = new ArrayList<>();

    Memory(Device device, PrintStream out) {
        this.device = device;
        this.out = out;
    }

    /** Returns a sentence for whatever was not as it should be. */
    List<String> run() {
        try (Program holder = Program.load(HOLDER, device)) {
            if (device == Device.CPU) {
                refused("one tensor of 2^46 numbers", () -> holder.zeros(BEYOND_ADDRESSES));
            } else {
                fill(holder);
                refused("a training on a card whose memory is full", () -> train(DeviceChoice.GPU));
                elsewhere();
            }
        }
        afterwards();
        return missed;
    }

    private void fill(Program holder) {
        long numbers = FIRST;
        String refusal = "";
        while (numbers >= LAST) {
            try {
                holder.zeros(numbers);
            } catch (OutOfTorchMemory e) {
                refusal = e.problem();
                numbers /= 2;
            }
        }
        out.println("- the last tensor that fills the card: \"" + refusal + "\"");
    }

    private void refused(String what, Runnable work) {
        try {
            work.run();
            missed.add("memory: " + what + " was not refused");
        } catch (OutOfTorchMemory e) {
            out.println("- " + what + ": \"" + e.problem() + "\" \"" + e.remedy() + "\"");
        } catch (FlowException e) {
            missed.add("memory: " + what + " ended with another message: " + e.problem());
        }
    }

    private void elsewhere() {
        try {
            Training training = train(DeviceChoice.AUTO);
            out.println("- the same with the device Auto: trained, with the warnings " + training.warnings());
            if (training.warnings().isEmpty()) {
                missed.add("memory: Auto trained on a full card without a warning");
            }
        } catch (FlowException e) {
            missed.add("memory: Auto did not go on on the CPU: " + e.problem());
        }
    }

    private void afterwards() {
        try {
            train(device == Device.CPU ? DeviceChoice.CPU : DeviceChoice.GPU);
            out.println("- a training after that: trained");
        } catch (FlowException e) {
            missed.add("memory: a training after it was freed failed: " + e.problem());
        }
    }

    private static Training train(DeviceChoice choice) {
        return NativePart.PERCEPTRON.subject().train(choice);
    }
}
