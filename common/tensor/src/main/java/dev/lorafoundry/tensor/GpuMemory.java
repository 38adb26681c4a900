package dev.lorafoundry.tensor;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks how much memory a GPU has. Where that can't be told, a line of the log says why. */
final class GpuMemory {
  private static final Logger log = LoggerFactory.getLogger(GpuMemory.class);

  /** The driver comes with this name wherever a GPU can be used, in containers too. */
  private static final String LIBRARY = "libcuda.so.1";

  private GpuMemory() {}

  /** Bytes of the device that libtorch gives this number. */
  static OptionalLong of(int ordinal) {
    return of(LIBRARY, ordinal);
  }

  static OptionalLong of(String library, int ordinal) {
    try {
      return askedOf(Native.load(library, CudaDriver.class), ordinal);
    } catch (LinkageError e) {
      // why: without the driver no program runs on a GPU either, and whoever tries will be told
      return unknown(ordinal, library + " can't be used: " + e.getMessage());
    }
  }

  static OptionalLong askedOf(CudaDriver driver, int ordinal) {
    IntByReference device = new IntByReference();
    LongByReference bytes = new LongByReference();
    int code = driver.cuInit(0);
    if (code == 0) {
      code = driver.cuDeviceGet(device, ordinal);
    }
    if (code == 0) {
      code = driver.cuDeviceTotalMem_v2(bytes, device.getValue());
    }
    return code == 0
        ? OptionalLong.of(bytes.getValue())
        : unknown(ordinal, "the driver answers with error " + code);
  }

  private static OptionalLong unknown(int ordinal, String why) {
    log.warn("How much memory cuda:{} has is unknown, since {}", ordinal, why);
    return OptionalLong.empty();
  }
}
