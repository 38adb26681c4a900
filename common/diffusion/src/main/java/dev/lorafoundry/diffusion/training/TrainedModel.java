package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The base model as a part of the training step. What steers it comes from tables: texts as tokens
 * for each encoder ({@code tokens1}, and of SDXL {@code tokens2}) where the text encoders are
 * trained, with the {@code token_weights} if they have some, and as what frozen ones said of them
 * otherwise ({@code states}, and of SDXL {@code pooled}); of SDXL also the {@code sizes} of the
 * pictures.
 */
final class TrainedModel {
  /** Table of text states (M, T, C). */
  static final String STATES = "states";

  /** Table of what texts say as a whole (M, C'), of SDXL alone. */
  static final String POOLED = "pooled";

  /** Table of the tokens' weights (M, T), beside tokens that have some. */
  static final String WEIGHTS = "token_weights";

  /** Table of the pictures' size embeddings (N, sizes), of SDXL alone. */
  static final String SIZES = "sizes";

  private final Optional<TextEncoders> text;
  private final boolean weighted;
  private final UNet unet;

  /**
   * @param weights with the adapters that are trained
   */
  TrainedModel(Family family, Weights weights, TrainingSettings settings) {
    text =
        trainsText(settings)
            ? Optional.of(
                TextEncoders.of(
                    family, weights, settings.text().clipSkip(), settings.text().textProjection()))
            : Optional.empty();
    weighted = settings.captions().weightedCaptions();
    unet = new UNet(weights.at(Prefixes.UNET), HeadRule.of(family));
  }

  static boolean trainsText(TrainingSettings settings) {
    return settings.network().train() != NetworkTarget.UNET_ONLY;
  }

  /**
   * Table of a text encoder's tokens (M, chunks, 77).
   *
   * @param encoder from 0
   */
  static String tokens(int encoder) {
    return "tokens" + (encoder + 1);
  }

  /** Width of the time embeddings, input {@code time} (B, width). */
  long timeWidth() {
    return unet.timeWidth();
  }

  /** What the U-Net says of noisy latents (B, 4, H, W), of that shape in fp32. */
  Value predict(MethodScope m, Value noisy) {
    TextEncoders.Encoded texts = text.map(it -> encoded(m, it)).orElseGet(() -> known(m));
    Value time = m.input("time");
    return unet.takesVector()
        ? unet.forward(noisy, time, texts.states(), texts.vector(Tables.picked(m, SIZES)))
        : unet.forward(noisy, time, texts.states());
  }

  private TextEncoders.Encoded encoded(MethodScope m, TextEncoders encoders) {
    List<Value> tokens =
        IntStream.range(0, encoders.count())
            .mapToObj(i -> Tables.picked(m, tokens(i))) // (B, chunks, 77)
            .toList();
    TextEncoders.Encoded encoded = encoders.forward(tokens);
    return weighted ? encoded.weighted(Tables.picked(m, WEIGHTS)) : encoded;
  }

  private TextEncoders.Encoded known(MethodScope m) {
    Value states = Tables.picked(m, STATES); // (B, T, C)
    return new TextEncoders.Encoded(
        states, unet.takesVector() ? Optional.of(Tables.picked(m, POOLED)) : Optional.empty());
  }
}
