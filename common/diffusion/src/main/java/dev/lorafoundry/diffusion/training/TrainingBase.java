package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.lora.MergedLoras;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import java.util.Optional;

/**
 * The frozen model that is trained on.
 *
 * @param file stays open as long as the session
 * @param prediction what its U-Net predicts
 * @param sha256 hex digest of the whole file
 * @param merged what else its weights are made of; empty if nothing
 * @param vae what took the place of its VAE; empty if nothing
 */
public record TrainingBase(
    BaseModelFile file,
    ClipTokenizer tokenizer,
    PredictionType prediction,
    String sha256,
    String merged,
    Optional<OtherVae> vae) {
  /**
   * A VAE of another file.
   *
   * @param name file name, with extension
   * @param sha256 hex digest of the whole file
   */
  public record OtherVae(String name, String sha256) {}

  /** A model as its file has it. */
  public TrainingBase(
      BaseModelFile file, ClipTokenizer tokenizer, PredictionType prediction, String sha256) {
    this(file, tokenizer, prediction, sha256, "", Optional.empty());
  }

  /** The same model with LoRAs in its weights; these stay open as long. */
  public TrainingBase with(MergedLoras loras) {
    return new TrainingBase(
        file.changedBy(loras), tokenizer, prediction, sha256, loras.identity(), vae);
  }

  /** The same model, in whose file a VAE took the place of its own. */
  public TrainingBase with(OtherVae some) {
    return new TrainingBase(file, tokenizer, prediction, sha256, merged, Optional.of(some));
  }

  /** What is trained on: states of another one are of no use. */
  String identity() {
    return weights() + vae.map(other -> " with VAE " + other.sha256()).orElse("");
  }

  /** What its weights are but for the VAE: outputs of a model of other weights are of no use. */
  String weights() {
    return merged.isEmpty() ? sha256 : sha256 + " with " + merged;
  }
}
