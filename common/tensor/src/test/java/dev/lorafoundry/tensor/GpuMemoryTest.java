package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GpuMemoryTest {
  private static final int NO_DEVICE = 100;

  @Test
  void isThatOfTheDeviceWithTheNumber() {
    PlayedDriver driver = new PlayedDriver(List.of(16L << 30, 80L << 30));

    assertThat(GpuMemory.askedOf(driver, 0)).hasValue(16L << 30);
    assertThat(GpuMemory.askedOf(driver, 1)).hasValue(80L << 30);
  }

  @Test
  void isUnknownWhereTheDriverRefuses() {
    assertThat(GpuMemory.askedOf(new PlayedDriver(List.of(16L << 30)), 1)).isEmpty();
    assertThat(GpuMemory.askedOf(new PlayedDriver(List.of()), 0)).isEmpty();
  }

  @Test
  void isUnknownWhereThereIsNoDriver() {
    assertThat(GpuMemory.of("libcuda-of-nobody.so.1", 0)).isEmpty();
  }

  @Test
  void aProcessorTellsNone() {
    try (TensorRuntime runtime = TensorRuntime.cpu(1)) {
      assertThat(runtime.deviceMemory()).isEmpty();
    }
  }

  /** Its handles are not the numbers of its devices. */
  private record PlayedDriver(List<Long> memory) implements CudaDriver {
    private static final int FIRST_HANDLE = 7;

    @Override
    public int cuInit(int flags) {
      return memory.isEmpty() ? NO_DEVICE : 0;
    }

    @Override
    public int cuDeviceGet(IntByReference device, int ordinal) {
      if (ordinal >= memory.size()) {
        return NO_DEVICE + 1;
      }
      device.setValue(FIRST_HANDLE + ordinal);
      return 0;
    }

    @Override
    public int cuDeviceTotalMem_v2(LongByReference bytes, int device) {
      bytes.setValue(memory.get(device - FIRST_HANDLE));
      return 0;
    }
  }
}
