package dev.lorafoundry.diffusion.safetensors;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor as it lies in a file: little-endian elements in C order. The buffer is shared, not
 * copied.
 */
public record StoredTensor(DType type, Shape shape, ByteBuffer bytes) implements FileTensor {
  public StoredTensor {
    bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() != shape.elements() * type.bytes()) {
      throw new IllegalArgumentException(
          "%d bytes are given for %s %s, which takes %d"
              .formatted(bytes.remaining(), type, shape, shape.elements() * type.bytes()));
    }
  }

  public static StoredTensor floats(Shape shape, float... elements) {
    ByteBuffer bytes = allocate(elements.length, DType.F32);
    bytes.asFloatBuffer().put(elements);
    return new StoredTensor(DType.F32, shape, bytes);
  }

  public static StoredTensor longs(Shape shape, long... elements) {
    ByteBuffer bytes = allocate(elements.length, DType.I64);
    bytes.asLongBuffer().put(elements);
    return new StoredTensor(DType.I64, shape, bytes);
  }

  @Override
  public StoredTensor read() {
    return this;
  }

  /** All elements as floats. */
  public float[] toFloats() {
    float[] floats = new float[Math.toIntExact(shape.elements())];
    if (type == DType.F32) {
      little().asFloatBuffer().get(floats);
      return floats;
    }
    ByteBuffer source = little();
    for (int i = 0; i < floats.length; i++) {
      floats[i] = next(source);
    }
    return floats;
  }

  /** All elements as whole numbers. */
  public long[] toLongs() {
    ByteBuffer source = little();
    long[] longs = new long[Math.toIntExact(shape.elements())];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = type == DType.I64 ? source.getLong() : (long) next(source);
    }
    return longs;
  }

  /** The same numbers in another floating-point format; this tensor if it has it already. */
  public StoredTensor to(DType wanted) {
    if (wanted == type) {
      return this;
    }
    float[] floats = toFloats();
    ByteBuffer target = allocate(floats.length, wanted);
    for (float each : floats) {
      put(target, wanted, each);
    }
    return new StoredTensor(wanted, shape, target.flip());
  }

  /** The same numbers in another shape. */
  public StoredTensor reshape(Shape wanted) {
    return new StoredTensor(type, wanted, bytes);
  }

  /** All numbers times another one, in the same format; this tensor if that is 1. */
  public StoredTensor times(double factor) {
    if (factor == 1) {
      return this;
    }
    float[] floats = toFloats();
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (floats[i] * factor);
    }
    return floats(shape, floats).to(type);
  }

  private float next(ByteBuffer source) {
    return switch (type) {
      case F32 -> source.getFloat();
      case F16 -> HalfFloats.fromF16(source.getShort());
      case BF16 -> HalfFloats.fromBf16(source.getShort());
      case F64 -> (float) source.getDouble();
      case I64 -> source.getLong();
      case I32 -> source.getInt();
      case U8, BOOL -> source.get() & 0xff;
    };
  }

  private static void put(ByteBuffer target, DType type, float value) {
    switch (type) {
      case F32 -> target.putFloat(value);
      case F16 -> target.putShort(HalfFloats.toF16(value));
      case BF16 -> target.putShort(HalfFloats.toBf16(value));
      case F64 -> target.putDouble(value);
      default ->
          throw new IllegalArgumentException(
              "floats can't be stored as " + type + ": use F32, F16, BF16 or F64");
    }
  }

  /** A view of its own: readers do not disturb each other. */
  private ByteBuffer little() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer allocate(int elements, DType type) {
    return ByteBuffer.allocate(Math.multiplyExact(elements, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
