package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.RegisteredVae;
import dev.lorafoundry.contracts.VaeReference;
import java.time.Instant;
import java.util.UUID;

/** A VAE, as REST tells it. */
record VaeAnswer(UUID id, String name, String sha256, long bytes, Instant createdAt) {
  static VaeAnswer of(RegisteredVae registered) {
    VaeReference reference = registered.reference();
    return new VaeAnswer(
        reference.id().value(),
        reference.name(),
        reference.sha256(),
        reference.bytes(),
        registered.createdAt());
  }
}
