package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.lora.MergedLoras;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;

/**
 * The frozen model that is trained on.
 *
 * @param file stays open as long as the session
 * @param prediction what its U-Net predicts
 * @param sha256 hex digest of the whole file
 * @param merged what else its weights are made of; empty if nothing
 */
public record TrainingBase(
    BaseModelFile file,
    ClipTokenizer tokenizer,
    PredictionType prediction,
    String sha256,
    String merged) {
  /** A model as its file has it. */
  public TrainingBase(
      BaseModelFile file, ClipTokenizer tokenizer, PredictionType prediction, String sha256) {
    this(file, tokenizer, prediction, sha256, "");
  }

  /** The same model with LoRAs in its weights; these stay open as long. */
  public TrainingBase with(MergedLoras loras) {
    return new TrainingBase(file.changedBy(loras), tokenizer, prediction, sha256, loras.identity());
  }

  /** What its weights are: outputs and states of a model of other weights are of no use. */
  String weights() {
    return merged.isEmpty() ? sha256 : sha256 + " with " + merged;
  }
}
