// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the few instructions of Python's pickle protocol 2 that the state of a TorchScript module needs. Writing only:
 * nothing in this product reads pickles. Every method appends the instructions for one value.
 */
final class Pickle {

    private static final int PROTOCOL = 0x80;
    private static final int NEW_TRUE = 0x88;
    private static final int NEW_FALSE = 0x89;
    private static final int NEW_OBJECT = 0x81;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        out.write(PROTOCOL);
        out.write(2);
    }

    Pickle emptyTuple() {
        return code(')');
    }

    Pickle emptyDictionary() {
        return code('}');
    }

    Pickle mark() {
        return code('(');
    }

    /** The values since the mark, as a tuple. */
    Pickle tuple() {
        return code('t');
    }

    /** Puts the pairs since the mark into the dictionary before it. */
    Pickle setItems() {
        return code('u');
    }

    /** Gives the dictionary to the object before it. */
    Pickle build() {
        return code('b');
    }

    Pickle bool(boolean value) {
        return code(value ? NEW_TRUE : NEW_FALSE);
    }

    Pickle integer(int value) {
        code('J');
        return littleEndian(value);
    }

    Pickle text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        code('X').littleEndian(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    Pickle global(String module, String name) {
        code('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Pickle newObject(String module, String name) {
        return global(module, name).emptyTuple().code(NEW_OBJECT);
    }

    /** A contiguous float32 tensor whose numbers are the archive's entry data/{@code key}. */
    Pickle floatTensor(String key, int... shape) {
        int size = 1;
        int[] strides = new int[shape.length];
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = size;
            size = Math.multiplyExact(size, shape[axis]);
        }
        global("torch._utils", "_rebuild_tensor_v2").mark();
        mark().text("storage")
                .global("torch", "FloatStorage")
                .text(key)
                .text("cpu")
                .integer(size);
        tuple().code('Q');
        integer(0).integers(shape).integers(strides).bool(false);
        global("collections", "OrderedDict").emptyTuple().code('R');
        return tuple().code('R');
    }

    private Pickle integers(int... values) {
        mark();
        for (int value : values) {
            integer(value);
        }
        return tuple();
    }

    byte[] bytes() {
        ByteArrayOutputStream ended = new ByteArrayOutputStream();
        ended.writeBytes(out.toByteArray());
        ended.write('.');
        return ended.toByteArray();
    }

    private Pickle code(int instruction) {
        out.write(instruction);
        return this;
    }

    private Pickle littleEndian(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
        return this;
    }
}
