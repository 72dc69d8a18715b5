// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.util.Locale;
import java.util.function.Function;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.torchscript.DeviceChoice;

/**
 * How far the numbers of one part on a device lie from those on the CPU.
 *
 * @param name of the part and of what was computed
 * @param count how many numbers there are
 * @param largest difference relative to max(1, |number|), NaN where one of two numbers alone is not finite
 * @param off share of the numbers that differ by more than the tolerance
 * @param tolerance what is allowed
 * @param failure why there are no numbers; empty when there are
 */
public record Agreement(String name, int count, double largest, double off, Tolerance tolerance, String failure) {
    static final String HEADER =
            "| part | numbers | largest difference | off by more | allowed | |\n|---|---|---|---|---|---|";

    /**
     * @param relative difference of one number that another order of float32 sums explains, relative to max(1, |number|)
     * @param share of the numbers that may differ by more: those of rows in which a label, drawn by a rounded probability, came out
     *     another
     */
    public record Tolerance(double relative, double share) {}

    /** Something that is computed on a device. */
    public record Part(String name, Tolerance tolerance, Function<DeviceChoice, double[]> numbers) {
        public Agreement on(DeviceChoice device) {
            try {
                return between(name, numbers.apply(DeviceChoice.CPU), numbers.apply(device), tolerance);
            } catch (FlowException e) {
                return new Agreement(name, 0, Double.NaN, 1, tolerance, e.problem());
            }
        }
    }

    /** Numbers of two devices; two that are not finite agree when they are the same. */
    public static Agreement between(String name, double[] cpu, double[] device, Tolerance tolerance) {
        if (cpu.length != device.length || cpu.length == 0) {
            return new Agreement(
                    name, 0, Double.NaN, 1, tolerance, device.length + " numbers instead of " + cpu.length);
        }
        double largest = 0;
        int off = 0;
        for (int i = 0; i < cpu.length; i++) {
            double difference = Double.compare(cpu[i], device[i]) == 0
                    ? 0
                    : Math.abs(cpu[i] - device[i]) / Math.max(1, Math.abs(cpu[i]));
            largest = Math.max(largest, difference);
            off += difference <= tolerance.relative() ? 0 : 1;
        }
        return new Agreement(name, cpu.length, largest, (double) off / cpu.length, tolerance, "");
    }

    public boolean holds() {
        return failure.isEmpty() && off <= tolerance.share();
    }

    /** A row of the table. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %.2f%% | %.2g%s | %s |",
                name,
                count,
                failure.isEmpty() ? String.format(Locale.ROOT, "%.1e", largest) : failure,
                100 * off,
                tolerance.relative(),
                tolerance.share() > 0 ? String.format(Locale.ROOT, ", but for %.0f%%", 100 * tolerance.share()) : "",
                holds() ? "yes" : "NO");
    }
}
