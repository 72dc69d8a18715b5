// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.speed;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.benchmarks.race.Worker;
import org.flowmatch.benchmarks.race.WorkerFailure;

/** What one core can do at most, and which share of it each case reaches by its products alone. */
final class Peak {
    private static final double GIGA = 1e9;

    private final Request told;
    private final double most;
    private final List<String> shares = new ArrayList<>();

    private Peak(Request told) {
        this.told = told;
        most = Math.max(told.decimal("loop"), Math.max(told.decimal("matrices"), told.decimal("layers")));
    }

    /** @param ours is asked on the core that it is kept to */
    static Peak of(Worker ours) throws WorkerFailure {
        return new Peak(ours.ask(Request.of("peak")));
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "peak of one core %.0f GFLOP/s: products of 2,048^3 by matrices %.0f, by layers of oneDNN %.0f, a multiply-add loop %.0f;"
                        + " forms in use: %s",
                most / GIGA,
                told.decimal("matrices") / GIGA,
                told.decimal("layers") / GIGA,
                told.decimal("loop") / GIGA,
                told.text("choice"));
    }

    /**
     * @param operations of the products of one repetition; 0 for a case without
     * @param seconds of the processor for one repetition
     */
    void reached(String name, double operations, double seconds) {
        if (operations > 0) {
            shares.add(String.format(
                    Locale.ROOT,
                    "- %s: %.0f GFLOP/s in products, %.0f%% of the peak",
                    name,
                    operations / seconds / GIGA,
                    100 * operations / seconds / most));
        }
    }

    void print(PrintStream out) {
        if (!shares.isEmpty()) {
            out.println();
            shares.forEach(out::println);
        }
    }
}
