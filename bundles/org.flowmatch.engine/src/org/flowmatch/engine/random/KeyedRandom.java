// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.random;

/**
 * Random numbers that are a function of (seed, purpose, stream, row, step) and of nothing else: not of the order in which
 * they are asked for, of how work is split, or of other threads. Immutable, hence shared freely.
 *
 * <p>Each (row, step) owns 2^32 blocks of four words of {@link Philox}; rows and steps lie in [0, 2^48).
 */
public final class KeyedRandom {
    private static final long LIMIT = 1L << 48;
    private static final int AT_ONCE = 512;

    private final int key0;
    private final int key1;

    public KeyedRandom(long seed, Purpose purpose) {
        this(seed, purpose, 0);
    }

    /** @param stream tells apart independent uses of one purpose, for instance training and validation */
    public KeyedRandom(long seed, Purpose purpose, int stream) {
        int[] words = new int[4];
        Philox.block(purpose.id(), stream, 0, 0, (int) seed, (int) (seed >>> 32), words);
        key0 = words[0];
        key1 = words[1];
    }

    /** Fills dst[off .. off+len) with standard normal numbers; the first k do not depend on len. */
    public void gaussians(long row, long step, float[] dst, int off, int len) {
        gaussians(row, 1, step, dst, off, len);
    }

    /** Standard normal numbers of several consecutive rows, {@code len} for each, one row after the other from dst[off] on. */
    public void gaussians(long firstRow, int rows, long step, float[] dst, int off, int len) {
        int[] words = new int[4];
        double[] p = new double[(int) Math.min(AT_ONCE, (long) rows * len)];
        double[] z = new double[p.length];
        int next = off;
        int filled = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < len; i++) {
                if ((i & 3) == 0) {
                    block(firstRow + row, step, i >>> 2, words);
                }
                p[filled++] = ((words[i & 3] & 0xFFFFFFFFL) + 0.5) * 0x1p-32;
                if (filled == p.length) {
                    NormalQuantile.of(p, filled, z);
                    next = toFloats(z, filled, dst, next);
                    filled = 0;
                }
            }
        }
        NormalQuantile.of(p, filled, z);
        toFloats(z, filled, dst, next);
    }

    private static int toFloats(double[] numbers, int count, float[] dst, int off) {
        for (int i = 0; i < count; i++) {
            dst[off + i] = (float) numbers[i];
        }
        return off + count;
    }

    /** Fills dst[off .. off+len) with uniform numbers of the open interval (0, 1); the first k do not depend on len. */
    public void uniforms(long row, long step, float[] dst, int off, int len) {
        uniforms(row, step, 0, dst, off, len);
    }

    /**
     * As {@link #uniforms(long, long, float[], int, int)} without the first numbers.
     *
     * @param first how many numbers are left out, a multiple of 4
     */
    public void uniforms(long row, long step, int first, float[] dst, int off, int len) {
        if ((first & 3) != 0) {
            throw new IllegalArgumentException("first is " + first + ", must be a multiple of 4");
        }
        int[] words = new int[4];
        for (int done = 0; done < len; done += 4) {
            block(row, step, (first + done) >>> 2, words);
            int count = Math.min(4, len - done);
            for (int i = 0; i < count; i++) {
                dst[off + done + i] = ((words[i] >>> 9) + 0.5f) * 0x1p-23f;
            }
        }
    }

    /** 64 random bits. */
    public long bits(long row, long step) {
        int[] words = new int[4];
        block(row, step, 0, words);
        return (long) words[0] << 32 | words[1] & 0xFFFFFFFFL;
    }

    /** A uniform number of the open interval (0, 1) with 52 random bits. */
    public double uniform(long row, long step) {
        return ((bits(row, step) >>> 12) + 0.5) * 0x1p-52;
    }

    /**
     * A whole number of [0, bound), uniform up to bound / 2^63.
     *
     * @param bound at least 1
     */
    public int below(int bound, long row, long step) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound is " + bound + ", must be at least 1");
        }
        return (int) Math.multiplyHigh(bits(row, step) >>> 1, (long) bound << 1);
    }

    /** A uniformly drawn order of 0 .. n-1, another one for each epoch. */
    public int[] permutation(int n, long epoch) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1, i, epoch);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private void block(long row, long step, int index, int[] words) {
        if ((row | step) >>> 48 != 0) {
            throw new IllegalArgumentException("row " + row + " and step " + step + " must lie in [0, " + LIMIT + ")");
        }
        Philox.block((int) row, (int) (row >>> 32) | (int) (step >>> 32) << 16, (int) step, index, key0, key1, words);
    }
}
