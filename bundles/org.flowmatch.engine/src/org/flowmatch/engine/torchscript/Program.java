// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.function.Function;
import org.flowmatch.engine.gpu.Device;

/**
 * A TorchScript module loaded into libtorch, and the owner of all tensors made for it: closing it frees them. Calls run
 * in inference mode (nothing is recorded for gradients) unless they ask for recording. One thread at a time may use a
 * program.
 */
public final class Program implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Program.class.getName());

    private final Device device;
    private final int threads;
    private final PtNDManager manager;
    private final CompiledModule module;
    private boolean closed;

    private Program(Device device, int threads, PtNDManager manager, CompiledModule module) {
        this.device = device;
        this.threads = threads;
        this.manager = manager;
        this.module = module;
    }

    /** Loads a program that uses one thread. */
    public static Program load(TorchArchive archive, Device device) {
        return load(archive, device, 1);
    }

    /**
     * @param threads threads that one operation may use on the CPU, at least 1; does not change results beyond rounding
     * @throws org.flowmatch.engine.FlowException when libtorch cannot be loaded or has no memory left
     */
    public static Program load(TorchArchive archive, Device device, int threads) {
        return TorchRuntime.call(threads, () -> {
            CompiledModule module = CompiledModule.of(archive, device);
            return new Program(device, threads, TorchRuntime.newManager(device), module);
        });
    }

    /**
     * Whether libtorch compiles a program: operations that not every build has are missing in others.
     *
     * @throws org.flowmatch.engine.FlowException as {@link #load}
     */
    public static boolean compiles(TorchArchive archive) {
        try (Program program = load(archive, Device.CPU)) {
            return !program.closed;
        } catch (EngineException e) {
            LOG.log(System.Logger.Level.DEBUG, "a program that is not for this libtorch", e);
            return false;
        }
    }

    public Device device() {
        return device;
    }

    /** A tensor with a copy of {@code numbers}, row-major in {@code shape}. */
    public Tensor tensor(float[] numbers, long... shape) {
        return tensorAt(numbers, 0, shape);
    }

    /** A tensor with a copy of {@code numbers} from {@code offset} on, row-major in {@code shape}. */
    public Tensor tensorAt(float[] numbers, int offset, long[] shape) {
        int size = Math.toIntExact(new Shape(shape).size());
        return TorchRuntime.call(threads, () -> {
            if (device == Device.CPU) {
                return new Tensor(filled(manager, numbers, offset, size, shape));
            }
            try (PtNDManager host = TorchRuntime.newManager(Device.CPU)) {
                PtNDArray array = filled(host, numbers, offset, size, shape).toDevice(TorchRuntime.djl(device), false);
                array.attach(manager);
                return new Tensor(array);
            }
        });
    }

    private static PtNDArray filled(PtNDManager owner, float[] numbers, int offset, int size, long[] shape) {
        PtNDArray array = owner.create(new Shape(shape), DataType.FLOAT32);
        array.toByteBuffer(true).asFloatBuffer().put(numbers, offset, size);
        return array;
    }

    /** A tensor of zeros. */
    public Tensor zeros(long... shape) {
        return TorchRuntime.call(
                threads, () -> new Tensor((PtNDArray) manager.zeros(new Shape(shape), DataType.FLOAT32)));
    }

    /**
     * Calls a method that returns one tensor or a tuple or list of tensors.
     *
     * @throws org.flowmatch.engine.FlowException when libtorch has no memory left
     * @throws ai.djl.engine.EngineException when the method fails: an error of the program, not of its user
     */
    public Tensor[] call(String method, Argument... arguments) {
        return call(values -> IValueUtils.runMethod(module.block(), method, values), arguments);
    }

    /**
     * As {@link #call}, with gradient recording on for the thread, for methods that use {@code torch.autograd.grad}. Programs
     * may record in several threads at once. Results should be detached: what they depend on lives as long as they do.
     */
    public Tensor[] callRecording(String method, Argument... arguments) {
        return call(values -> RecordingCall.run(module.block(), method, values), arguments);
    }

    private Tensor[] call(Function<IValue[], IValue> run, Argument... arguments) {
        if (closed) {
            throw new IllegalStateException("The program is closed.");
        }
        return TorchRuntime.call(threads, () -> {
            IValue[] values = new IValue[arguments.length];
            try {
                for (int i = 0; i < arguments.length; i++) {
                    values[i] = value(arguments[i]);
                }
                try (IValue result = run.apply(values)) {
                    return tensors(result);
                }
            } finally {
                for (IValue value : values) {
                    if (value != null) {
                        value.close();
                    }
                }
            }
        });
    }

    private Tensor[] tensors(IValue result) {
        if (result.isTensor()) {
            return new Tensor[] {new Tensor(result.toTensor(manager))};
        }
        if (result.isTensorList()) {
            return Arrays.stream(result.toTensorArray(manager)).map(Tensor::new).toArray(Tensor[]::new);
        }
        IValue[] parts = result.toIValueTuple();
        Tensor[] tensors = new Tensor[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try (IValue part = parts[i]) {
                tensors[i] = new Tensor(part.toTensor(manager));
            }
        }
        return tensors;
    }

    private static IValue value(Argument argument) {
        if (argument instanceof Argument.OfTensor a) {
            return IValue.from(a.tensor().array());
        } else if (argument instanceof Argument.OfDouble a) {
            return IValue.from(a.number());
        } else if (argument instanceof Argument.OfLong a) {
            return IValue.from(a.number());
        } else if (argument instanceof Argument.OfBoolean a) {
            return IValue.from(a.flag());
        } else if (argument instanceof Argument.OfDoubles a) {
            return IValue.listFrom(a.numbers());
        } else if (argument instanceof Argument.OfLongs a) {
            return IValue.listFrom(a.numbers());
        } else if (argument instanceof Argument.OfTensors a) {
            return IValue.listFrom(a.tensors().stream().map(Tensor::array).toArray(PtNDArray[]::new));
        }
        throw new IllegalArgumentException("No such argument: " + argument);
    }

    /** Frees every tensor made for the module, which may no longer be called. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        TorchRuntime.call(1, () -> {
            manager.close();
            module.giveBack();
            if (device == Device.CUDA) {
                JniUtils.emptyCudaCache(); // else libtorch keeps the card's memory from other programs
            }
            return null;
        });
    }
}
