// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

/**
 * The straight line from source to target at constant speed: x_t = t x1 + (1 - t) x0, u_t = x1 - x0, on [0, 1], for any
 * source (Liu, Gong and Liu 2022, "Flow straight and fast"; Tong and others 2023). The default.
 */
public record LinearPath() implements ConditionalPath, Schedule {
    public static final String ID = "linear";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Schedule schedule() {
        return this;
    }

    @Override
    public String formula() {
        return "x_t = t x1 + (1 - t) x0";
    }

    @Override
    public double a(double t) {
        return t;
    }

    @Override
    public double s(double t) {
        return 1 - t;
    }

    @Override
    public double da(double t) {
        return 1;
    }

    @Override
    public double ds(double t) {
        return -1;
    }
}
