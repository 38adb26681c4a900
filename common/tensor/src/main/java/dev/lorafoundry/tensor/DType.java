package dev.lorafoundry.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/** Number formats of tensors. */
public enum DType {
  F32(DataType.FLOAT32, 4, 6),
  F16(DataType.FLOAT16, 2, 5),
  BF16(DataType.BFLOAT16, 2, 15),
  F64(DataType.FLOAT64, 8, 7),
  I64(DataType.INT64, 8, 4),
  I32(DataType.INT32, 4, 3),
  U8(DataType.UINT8, 1, 0),
  BOOL(DataType.BOOLEAN, 1, 11);

  private final DataType djl;
  private final int bytes;
  private final int scalarType;

  /**
   * @param scalarType number of the type in TorchScript
   */
  DType(DataType djl, int bytes, int scalarType) {
    this.djl = djl;
    this.bytes = bytes;
    this.scalarType = scalarType;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return this == F32 || this == F16 || this == BF16 || this == F64;
  }

  DataType djl() {
    return djl;
  }

  int scalarType() {
    return scalarType;
  }

  static DType ofScalarType(int number) {
    return Arrays.stream(values())
        .filter(type -> type.scalarType == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no tensor type has the number " + number));
  }

  /** A copy of an array in this format, managed with it. */
  NDArray copyOf(NDArray array) {
    return this == BF16 ? Bf16.of(array) : array.toType(djl, true);
  }

  static DType of(DataType djl) {
    if (djl == DataType.UNKNOWN) {
      return BF16; // why: the only one of ours that DJL does not recognise
    }
    for (DType type : values()) {
      if (type.djl == djl) {
        return type;
      }
    }
    throw new IllegalStateException("no tensor type for " + djl);
  }
}
