package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.Precision;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.TensorRuntime;

/** The number format that a device computes in. */
final class ComputeTypes {
  private ComputeTypes() {}

  static DType of(Precision precision, TensorRuntime runtime) {
    return switch (precision) {
      case AUTO -> runtime.onGpu() ? DType.BF16 : DType.F32;
      case FP32 -> DType.F32;
      case BF16 -> DType.BF16;
      case FP16 -> DType.F16;
    };
  }
}
