package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.Precision;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.TensorRuntime;

/** The number format that a device computes in. */
final class ComputeTypes {
  private ComputeTypes() {}

  /**
   * @throws TrainingRefused for bf16 on a processor
   */
  static DType of(Precision precision, TensorRuntime runtime) {
    if (precision == Precision.BF16 && !runtime.onGpu()) {
      // why: its kernels for processors were seen to crash the whole process after some hundred
      // steps
      throw new TrainingRefused(
          "precision bf16 is not allowed on a CPU, where it is neither stable nor faster: use auto"
              + " or fp32, or a worker with a GPU.");
    }
    return switch (precision) {
      case AUTO -> runtime.onGpu() ? DType.BF16 : DType.F32;
      case FP32 -> DType.F32;
      case BF16 -> DType.BF16;
      case FP16 -> DType.F16;
    };
  }
}
