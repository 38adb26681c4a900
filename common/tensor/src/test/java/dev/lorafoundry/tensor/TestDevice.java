package dev.lorafoundry.tensor;

/** What tests compute on: the processor, or the device that {@code -Dtest.device} names. */
public final class TestDevice {
  private TestDevice() {}

  /** On one thread. */
  public static TensorRuntime open() {
    return TensorRuntime.open(System.getProperty("test.device", "cpu"), 1);
  }
}
