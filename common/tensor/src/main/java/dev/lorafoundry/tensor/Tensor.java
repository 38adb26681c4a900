package dev.lorafoundry.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;

/** A real tensor in native memory. Whoever asked for it closes it. */
public final class Tensor implements AutoCloseable {
  private final NDArray array;

  Tensor(NDArray array) {
    this.array = array;
  }

  public Shape shape() {
    return Shape.of(array.getShape().getShape());
  }

  public DType dtype() {
    return DType.of(array.getDataType());
  }

  /** All elements as floats, in C order, whatever the type. */
  public float[] toFloats() {
    return NativeWork.of("reading a tensor", this::floats);
  }

  private float[] floats() {
    if (array.getDataType() == DataType.FLOAT32) {
      return inMainMemory(array, NDArray::toFloatArray);
    }
    try (NDArray floats = array.toType(DataType.FLOAT32, true)) {
      return inMainMemory(floats, NDArray::toFloatArray);
    }
  }

  /** All elements as whole numbers, in C order. */
  public long[] toLongs() {
    return NativeWork.of("reading a tensor", this::longs);
  }

  private long[] longs() {
    try (NDArray longs = array.toType(DataType.INT64, true)) {
      return inMainMemory(longs, NDArray::toLongArray);
    }
  }

  /** All elements as stored: C order, little-endian. */
  public ByteBuffer toBytes() {
    if (dtype() == DType.BF16) {
      return Bf16.narrowed(toFloats()); // why: DJL can't bring this format from a GPU
    }
    return NativeWork.of("reading a tensor", () -> inMainMemory(array, NDArray::toByteBuffer))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads an array, by way of a copy where it is on a GPU.
   *
   * <p>why: DJL would make that copy itself, in a manager of its own that it never closes, so that
   * it stayed in main memory for as long as the array's manager.
   */
  private static <T> T inMainMemory(NDArray array, Function<NDArray, T> reading) {
    NDArray copy = array.toDevice(Device.cpu(), false);
    if (copy == array) {
      return reading.apply(array);
    }
    NDManager own = copy.getManager();
    try (copy) {
      return reading.apply(copy);
    } finally {
      if (own != array.getManager()) {
        own.close();
      }
    }
  }

  /** The only element. */
  public float item() {
    float[] all = toFloats();
    if (all.length != 1) {
      throw new IllegalStateException("a tensor of shape " + shape() + " has no single element");
    }
    return all[0];
  }

  /** A copy in another format, which lives until it is closed. */
  public Tensor to(DType type) {
    return independent(NativeWork.of("copying a tensor", () -> type.copyOf(array)));
  }

  /** A copy, which lives until it is closed, even if this was an output. */
  public Tensor copy() {
    return independent(duplicate(array));
  }

  /** A copy that is managed with an array. */
  static NDArray duplicate(NDArray array) {
    return NativeWork.of("copying a tensor", array::duplicate);
  }

  private static Tensor independent(NDArray copy) {
    copy.detach();
    return new Tensor(copy);
  }

  @Override
  public void close() {
    array.close();
  }

  NDArray array() {
    return array;
  }

  @Override
  public String toString() {
    return dtype() + " " + shape();
  }
}
