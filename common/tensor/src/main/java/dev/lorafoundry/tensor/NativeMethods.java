package dev.lorafoundry.tensor;

import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * DJL's native call of a module's method, with arguments that the caller owns.
 *
 * <p>why: of DJL's own two ways to it one runs in inference mode, which autograd refuses; the other
 * makes references to the arguments and forgets them when the call fails, so that a device that ran
 * out of memory once would never get it back.
 */
final class NativeMethods {
  private static final MethodHandle RUN;
  private static final MethodHandle RESULT;

  static {
    try {
      Lookup djl = MethodHandles.privateLookupIn(IValueUtils.class, MethodHandles.lookup());
      Class<?> library = djl.findClass("ai.djl.pytorch.jni.PyTorchLibrary");
      MethodType signature =
          MethodType.methodType(
              long.class, long.class, String.class, long[].class, boolean.class, boolean.class);
      Object only = djl.findStaticGetter(library, "LIB", library).invoke();
      RUN = djl.findVirtual(library, "moduleRunMethod", signature).bindTo(only);
      RESULT =
          djl.findConstructor(IValue.class, MethodType.methodType(void.class, long.class))
              .asType(MethodType.methodType(IValue.class, long.class));
    } catch (Throwable e) {
      throw new IllegalStateException("this version of DJL has another native interface", e);
    }
  }

  private NativeMethods() {}

  /** Runs in training mode, on the device's usual stream. */
  static IValue run(long module, String method, long... arguments) {
    try {
      long result = (long) RUN.invokeExact(module, method, arguments, true, false);
      return (IValue) RESULT.invokeExact(result);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("native methods throw unchecked exceptions only", e);
    }
  }
}
