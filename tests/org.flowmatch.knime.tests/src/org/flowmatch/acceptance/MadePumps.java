// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Made readings of pumps: the mode follows from the site, the power from the mode, the temperature from the power, and the flow is
 * missing exactly while a pump is idle. The history has no fault but three readings in service; among new readings some are planted
 * that cannot be, four of each kind.
 */
final class MadePumps {
    static final List<String> NAMES = List.of("site", "mode", "power", "temperature", "flow");

    /** What is wrong with a reading. */
    enum Fault {
        NONE,
        /** A mode that this site does not have. */
        COMBINATION,
        /** A temperature that its power does not explain. */
        NUMBER,
        /** A mode that hardly any reading has. */
        LABEL,
        /** A flow while idle, or none while running. */
        GAP
    }

    static final int NEW = 400;

    private static final int PLANTED_OF_EACH = 4;
    private static final int IN_SERVICE = 500;
    private static final int FIRST_NEW = 1_000_000;
    private static final List<String> SITES = List.of("north", "south", "harbour");
    private static final String[][] MODES = {{"idle", "run"}, {"idle", "run", "boost"}, {"run", "boost"}};

    private final KeyedRandom random = new KeyedRandom(13, Purpose.SPLIT);

    /** The faults of the new readings in their order: the planted ones are spread evenly. */
    static List<Fault> faults() {
        int kinds = Fault.values().length - 1;
        int planted = PLANTED_OF_EACH * kinds;
        List<Fault> faults = new ArrayList<>(
                IntStream.range(0, NEW).mapToObj(i -> Fault.NONE).toList());
        for (int k = 0; k < planted; k++) {
            faults.set((2 * k + 1) * NEW / (2 * planted), Fault.values()[1 + k % kinds]);
        }
        return faults;
    }

    /** The history [count, 5], a function of the number of a row; an empty text is a missing cell. */
    List<List<String>> history(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> row(i, i % IN_SERVICE == 0 ? Fault.LABEL : Fault.NONE))
                .toList();
    }

    /** The new readings [400, 5]. */
    List<List<String>> readings() {
        List<Fault> faults = faults();
        return IntStream.range(0, NEW)
                .mapToObj(i -> row(FIRST_NEW + i, faults.get(i)))
                .toList();
    }

    private List<String> row(int i, Fault fault) {
        float[] u = new float[2];
        random.uniforms(i, 0, u, 0, u.length);
        float[] n = new float[3];
        random.gaussians(i, 1, n, 0, n.length);
        int site = fault == Fault.COMBINATION ? 0 : (int) (u[0] * SITES.size());
        String[] modes = MODES[site];
        String mode = fault == Fault.COMBINATION ? "boost" : modes[(int) (u[1] * modes.length)];
        double power = (mode.equals("idle") ? 2 : mode.equals("run") ? 40 : 75) + n[0];
        double temperature = 20 + 0.5 * power + n[1] + (fault == Fault.NUMBER ? 25 : 0);
        double flow = 3 * power + 20 * n[2];
        boolean gap = mode.equals("idle") != (fault == Fault.GAP);
        return List.of(
                SITES.get(site),
                fault == Fault.LABEL ? "service" : mode,
                Double.toString(Math.rint(100 * power) / 100),
                Double.toString(Math.rint(100 * temperature) / 100),
                gap ? "" : Double.toString(Math.rint(100 * flow) / 100));
    }
}
