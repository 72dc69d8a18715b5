// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the parameters of a network lie in its one flat vector [P]: named arrays, row-major, one after another.
 */
public record ParameterLayout(List<Entry> entries) {

    /** One array: {@code name} as in PyTorch's state dictionaries, its shape, and the place of its first number. */
    public record Entry(String name, List<Integer> shape, int offset) {
        public Entry {
            shape = List.copyOf(shape);
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
        private final List<Entry> entries = new ArrayList<>();
        private int offset;

        Builder add(String name, Integer... shape) {
            Entry entry = new Entry(name, List.of(shape), offset);
            entries.add(entry);
            offset = Math.addExact(offset, entry.size());
            return this;
        }

        ParameterLayout build() {
            return new ParameterLayout(entries);
        }
    }
}
