package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import java.time.Instant;

/** A VAE of a file with some digest. */
public final class VaeExample {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private VaeExample() {}

  public static RegisteredVae of(String sha256) {
    return new RegisteredVae(
        new VaeReference(
            VaeId.random(), "vae " + sha256, sha256, 335, "vaes/" + sha256 + ".safetensors"),
        NOON);
  }
}
