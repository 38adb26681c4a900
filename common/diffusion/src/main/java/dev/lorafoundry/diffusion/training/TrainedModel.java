package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Value;
import java.util.Optional;

/**
 * The base model as a part of the training step. Takes texts as tokens where the text encoder is
 * trained, and as the states of a frozen one otherwise.
 */
final class TrainedModel {
  private final Optional<ClipTextEncoder> text;
  private final UNet unet;

  /**
   * @param weights with the adapters that are trained
   */
  TrainedModel(Weights weights, TrainingSettings settings) {
    text =
        trainsText(settings)
            ? Optional.of(
                new ClipTextEncoder(
                    weights.at(Prefixes.CLIP), ClipUse.sd1(settings.text().clipSkip())))
            : Optional.empty();
    unet = new UNet(weights.at(Prefixes.UNET), HeadRule.EIGHT);
  }

  static boolean trainsText(TrainingSettings settings) {
    return settings.network().train() != NetworkTarget.UNET_ONLY;
  }

  /** Whether texts come as tokens, or as states. */
  boolean takesTokens() {
    return text.isPresent();
  }

  /** Width of the time embeddings, input {@code time} (B, width). */
  long timeWidth() {
    return unet.timeWidth();
  }

  /**
   * What the U-Net says of noisy latents (B, 4, H, W), of that shape in fp32; texts come from the
   * table {@code tokens} or {@code states}.
   */
  Value predict(MethodScope m, Value noisy) {
    return unet.forward(noisy, m.input("time"), context(m));
  }

  /** Text states (B, T, C). */
  private Value context(MethodScope m) {
    return text.map(it -> it.forward(Tables.picked(m, "tokens")))
        .orElseGet(() -> Tables.picked(m, "states"));
  }
}
