// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

/**
 * The counter-based generator Philox4x32 with ten rounds: a bijection of the 128-bit counter under a 64-bit key whose
 * output passes the usual batteries of tests. The same counter and key give the same four words everywhere.
 * Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.
 */
public final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_2 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW = 0xFFFFFFFFL;

    private Philox() {}

    /**
     * @param out takes the four words [4] of the counter (c0, c1, c2, c3) under the key (k0, k1)
     */
    public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
        int w0 = c0;
        int w1 = c1;
        int w2 = c2;
        int w3 = c3;
        int key0 = k0;
        int key1 = k1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (w0 & LOW);
            long product2 = MULTIPLIER_2 * (w2 & LOW);
            w0 = (int) (product2 >>> 32) ^ w1 ^ key0;
            w1 = (int) product2;
            w2 = (int) (product0 >>> 32) ^ w3 ^ key1;
            w3 = (int) product0;
            key0 += WEYL_0;
            key1 += WEYL_1;
        }
        out[0] = w0;
        out[1] = w1;
        out[2] = w2;
        out[3] = w3;
    }
}
