package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.VaeReference;
import java.time.Instant;

/** A VAE of its own file, with everything that is known of it. */
public record RegisteredVae(VaeReference reference, Instant createdAt) {}
