package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.RegisteredModel;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.model.ModelSizes;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A base model, as REST tells it.
 *
 * @param prediction epsilon or v
 * @param largestRank largest LoRA rank that every layer can carry
 * @param ownTokenizer whether it came with a vocabulary of its own
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
        registered.sizes(),
        registered.createdAt());
  }
}
