package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;

/** Notices that a training is lost: its loss or its weights left all bounds. */
final class Divergence {
  /** A prediction of pure nonsense still has an error of a few units. */
  private static final double LARGEST_ERROR = 1_000;

  private Divergence() {}

  /**
   * @param type that the loss was computed in
   * @param largestWeight that an error has in the loss
   */
  static void check(long step, double loss, DType type, double largestWeight) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDiverged(
          "The loss of step %d is %s: lower the learning rate%s."
              .formatted(step, loss, orPrecision(type)));
    }
    if (loss > LARGEST_ERROR * Math.max(1, largestWeight)) {
      throw new TrainingDiverged(
          "The loss of step %d is %.0f, which is beyond all use: lower the learning rate."
              .formatted(step, loss));
    }
  }

  /** What may help beside: numbers of fp16 end at 65,504. */
  static String orPrecision(DType type) {
    return type == DType.F16 ? ", or use another precision than fp16" : "";
  }

  /** A weight as it is trained, checked. */
  static StoredTensor finite(long step, String name, StoredTensor weight) {
    for (float each : weight.toFloats()) {
      if (!Float.isFinite(each)) {
        throw new TrainingDiverged(
            "Weight %s is %s after step %d: lower the learning rate.".formatted(name, each, step));
      }
    }
    return weight;
  }

  /**
   * A weight in a file's format, checked: numbers beyond it become infinite, and every picture
   * would be black.
   *
   * @param weight all of whose numbers are finite
   */
  static StoredTensor inFormat(DType type, long step, String name, StoredTensor weight) {
    if (weight.type() == type) {
      return weight;
    }
    StoredTensor written = weight.to(type);
    float[] numbers = written.toFloats();
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new TrainingDiverged(
            "Weight %s has %s after step %d, which %s can't hold: lower the learning rate, or choose savePrecision %s."
                .formatted(name, weight.toFloats()[i], step, type, orFormat(type)));
      }
    }
    return written;
  }

  private static String orFormat(DType type) {
    return type == DType.F16 ? "bf16 or float" : "float";
  }
}
