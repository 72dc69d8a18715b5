// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import java.util.List;

/** An argument of a TorchScript method, by the type that the method declares for it. */
public sealed interface Argument {

    /** {@code Tensor}; the program may change it in place. */
    static Argument of(Tensor tensor) {
        return new OfTensor(tensor);
    }

    /** {@code float}. */
    static Argument of(double number) {
        return new OfDouble(number);
    }

    /** {@code int}. */
    static Argument of(long number) {
        return new OfLong(number);
    }

    /** {@code bool}. */
    static Argument of(boolean flag) {
        return new OfBoolean(flag);
    }

    /** {@code List[float]}. */
    static Argument of(double[] numbers) {
        return new OfDoubles(numbers);
    }

    /** {@code List[int]}. */
    static Argument of(long[] numbers) {
        return new OfLongs(numbers);
    }

    /** {@code List[Tensor]}, not empty. */
    static Argument of(List<Tensor> tensors) {
        return new OfTensors(List.copyOf(tensors));
    }

    record OfTensor(Tensor tensor) implements Argument {}

    record OfDouble(double number) implements Argument {}

    record OfLong(long number) implements Argument {}

    record OfBoolean(boolean flag) implements Argument {}

    record OfDoubles(double[] numbers) implements Argument {}

    record OfLongs(long[] numbers) implements Argument {}

    record OfTensors(List<Tensor> tensors) implements Argument {}
}
