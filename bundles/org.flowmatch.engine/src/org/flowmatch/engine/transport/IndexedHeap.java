// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/** A binary heap of the numbers 0 .. n - 1 by keys that may be lowered. */
final class IndexedHeap {
    private static final int OUTSIDE = -1;

    private final int[] items;
    private final int[] place;
    private final double[] key;
    private int size;

    IndexedHeap(int n) {
        items = new int[n];
        place = new int[n];
        key = new double[n];
        Arrays.fill(place, OUTSIDE);
    }

    void clear() {
        for (int k = 0; k < size; k++) {
            place[items[k]] = OUTSIDE;
        }
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    double leastKey() {
        return key[items[0]];
    }

    int leastItem() {
        return items[0];
    }

    /** The second least key; infinite when there is none. */
    double secondKey() {
        double second = size > 1 ? key[items[1]] : Double.POSITIVE_INFINITY;
        return size > 2 ? Math.min(second, key[items[2]]) : second;
    }

    /** Gives an item that is in the heap a larger key. */
    void raise(int item, double newKey) {
        key[item] = newKey;
        sink(place[item], item);
    }

    /** Takes the item of least key out. */
    int poll() {
        int top = items[0];
        place[top] = OUTSIDE;
        int last = items[--size];
        if (size > 0) {
            sink(0, last);
        }
        return top;
    }

    private void sink(int from, int item) {
        double own = key[item];
        int at = from;
        int child = 2 * at + 1;
        while (child < size) {
            if (child + 1 < size && key[items[child + 1]] < key[items[child]]) {
                child++;
            }
            if (key[items[child]] >= own) {
                break;
            }
            items[at] = items[child];
            place[items[at]] = at;
            at = child;
            child = 2 * at + 1;
        }
        items[at] = item;
        place[item] = at;
    }

    /** Adds an item, or lowers its key. */
    void put(int item, double newKey) {
        int at = place[item] == OUTSIDE ? size++ : place[item];
        key[item] = newKey;
        while (at > 0) {
            int parent = items[(at - 1) / 2];
            if (key[parent] <= newKey) {
                break;
            }
            items[at] = parent;
            place[parent] = at;
            at = (at - 1) / 2;
        }
        items[at] = item;
        place[item] = at;
    }
}
