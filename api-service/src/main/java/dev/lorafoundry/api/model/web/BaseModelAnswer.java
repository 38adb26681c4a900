package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.RegisteredModel;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.model.ModelSizes;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A base model, as REST tells it.
 *
 * @param prediction epsilon or v
 * @param largestRank largest LoRA rank that every layer can carry
 * @param ownTokenizer whether it came with a vocabulary of its own
 * @param vae id of the VAE that it is used with where a run names none; absent: the one in its file
 */
record BaseModelAnswer(
    UUID id,
    String name,
    Family family,
    String prediction,
    String sha256,
    long bytes,
    int largestRank,
    boolean ownTokenizer,
    @Nullable UUID vae,
    ModelSizes sizes,
    Instant createdAt) {

  static BaseModelAnswer of(RegisteredModel registered) {
    BaseModelReference reference = registered.model().reference();
    return new BaseModelAnswer(
        reference.id().value(),
        reference.name(),
        reference.family(),
        reference.prediction().name().toLowerCase(Locale.ROOT),
        reference.sha256(),
        reference.bytes(),
        registered.model().largestRank(),
        reference.tokenizerKey() != null,
        reference.vae() == null ? null : reference.vae().id().value(),
        registered.sizes(),
        registered.createdAt());
  }
}
