// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.FlowException;

/**
 * Where the parameters of a network lie in its one flat vector [P]: named arrays, row-major, one after another.
 */
public record ParameterLayout(List<Entry> entries) {

    /** One array: {@code name} as in PyTorch's state dictionaries, its shape, and the place of its first number. */
    public record Entry(String name, List<Integer> shape, int offset) {
        public Entry {
            shape = List.copyOf(shape);
        }

        /** The length of its rows. */
        int width() {
            return shape.get(shape.size() - 1);
        }

        public int size() {
            int size = 1;
            for (int extent : shape) {
                size = Math.multiplyExact(size, extent);
            }
            return size;
        }
    }

    public ParameterLayout {
        entries = List.copyOf(entries);
    }

    /** Number of parameters P. */
    public int size() {
        Entry last = entries.get(entries.size() - 1);
        return last.offset() + last.size();
    }

    static final class Builder {
        private static final int MOST = Integer.MAX_VALUE - 16;

        private final List<Entry> entries = new ArrayList<>();
        private int offset;

        /** @throws FlowException when there are too many parameters for one vector */
        Builder add(String name, Integer... shape) {
            long size = 1;
            for (int extent : shape) {
                size *= extent;
            }
            if (size > MOST - offset) {
                throw new FlowException(
                        "The network has more than " + MOST + " weights.",
                        "Give it fewer or narrower layers, or model fewer columns.");
            }
            entries.add(new Entry(name, List.of(shape), offset));
            offset += (int) size;
            return this;
        }

        ParameterLayout build() {
            return new ParameterLayout(entries);
        }
    }
}
