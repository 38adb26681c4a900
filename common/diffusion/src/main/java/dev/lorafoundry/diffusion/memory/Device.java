package dev.lorafoundry.diffusion.memory;

import dev.lorafoundry.contracts.settings.Precision;
import dev.lorafoundry.tensor.DType;

/** Kinds of devices, which choose a number format where the settings leave it to them. */
public enum Device {
  GPU(DType.BF16),
  CPU(DType.F32);

  private final DType own;

  Device(DType own) {
    this.own = own;
  }

  DType computesIn(Precision precision) {
    return switch (precision) {
      case AUTO -> own;
      case FP32 -> DType.F32;
      case BF16 -> DType.BF16;
      case FP16 -> DType.F16;
    };
  }
}
