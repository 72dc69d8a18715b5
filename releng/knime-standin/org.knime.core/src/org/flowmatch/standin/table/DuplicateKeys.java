// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import java.util.Arrays;

/**
 * Finds row keys that may be duplicates, in eight bytes per key: an open-addressing set of 64-bit hashes. A key that is
 * reported as new is new; one that is not must be looked up among the rows.
 */
final class DuplicateKeys {

    private static final double FILL = 0.6;

    private long[] m_hashes = new long[1 << 10];
    private int m_count;

    /** Adds the key and tells whether no key with its hash was there. */
    boolean isNew(final String key) {
        if (m_count >= m_hashes.length * FILL) {
            grow();
        }
        return insert(m_hashes, hash(key));
    }

    private boolean insert(final long[] hashes, final long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        m_count++;
        return true;
    }

    private void grow() {
        var larger = new long[m_hashes.length * 2];
        m_count = 0;
        Arrays.stream(m_hashes).filter(hash -> hash != 0).forEach(hash -> insert(larger, hash));
        m_hashes = larger;
    }

    /** FNV-1a over the characters, then a finalising mix (Steele, Lea and Flood, 2014); never 0, which marks free slots. */
    private static long hash(final String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == 0 ? 1 : hash;
    }
}
