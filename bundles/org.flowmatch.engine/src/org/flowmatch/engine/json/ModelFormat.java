// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The versions of the format of model files. Each part of a model that came later says since which one it is known, and a file has the
 * first version that knows all its parts: earlier readers refuse no more than they must, and say that they are too old.
 * What is new belongs to the last one; the first novelty after a release adds a constant.
 */
public enum ModelFormat {
    /** Multilayer perceptrons and the velocity of a path. */
    VERSION_1(1),
    /** Conditions, score heads and maps in one step. */
    VERSION_2(2),
    /** Residual networks. */
    VERSION_3(3),
    /** Other kinds of flow, in a field of their own; the preconditioned target. */
    VERSION_4(4);

    private final int number;

    ModelFormat(int number) {
        this.number = number;
    }

    /** The number in files. */
    public int number() {
        return number;
    }

    /** The version that this program reads up to. */
    public static ModelFormat last() {
        return values()[values().length - 1];
    }

    /** The latest of some versions. */
    public static ModelFormat latest(ModelFormat... versions) {
        return Stream.of(versions).max(Comparator.naturalOrder()).orElse(VERSION_1);
    }
}
