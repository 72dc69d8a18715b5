// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Runs a method of a module outside libtorch's inference mode, with gradient recording on for the calling thread, so that
 * the method may use {@code torch.autograd.grad}. DJL's public way to do so takes tensors alone and leaves its arguments
 * behind when the method fails; this takes its native entry, which is not public but of the one version that comes along.
 */
final class RecordingCall {

    /** (module, method, arguments, outside inference mode, on a CUDA stream of its own) -> result. */
    private static final MethodHandle RUN;

    private static final MethodHandle RESULT;

    static {
        try {
            MethodHandles.Lookup jni = MethodHandles.privateLookupIn(IValueUtils.class, MethodHandles.lookup());
            Class<?> library = jni.findClass("ai.djl.pytorch.jni.PyTorchLibrary");
            MethodType type = MethodType.methodType(
                    long.class, long.class, String.class, long[].class, boolean.class, boolean.class);
            RUN = jni.findVirtual(library, "moduleRunMethod", type)
                    .bindTo(jni.findStaticGetter(library, "LIB", library).invoke());
            RESULT = jni.findConstructor(IValue.class, MethodType.methodType(void.class, long.class));
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private RecordingCall() {}

    /** To be used inside {@link TorchRuntime#call}. */
    static IValue run(PtSymbolBlock module, String method, IValue[] arguments) {
        long[] handles = Arrays.stream(arguments).mapToLong(IValue::getHandle).toArray();
        return recording(() -> {
            try {
                return (IValue)
                        RESULT.invoke((long) RUN.invoke((long) module.getHandle(), method, handles, true, false));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError("the native call throws nothing else", e);
            }
        });
    }

    private static IValue recording(Supplier<IValue> action) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try {
            return action.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
