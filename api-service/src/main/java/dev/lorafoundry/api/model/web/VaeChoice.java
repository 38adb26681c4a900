package dev.lorafoundry.api.model.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which VAE a base model is used with where a run names none.
 *
 * @param vae id of a registered one; absent: the one in the model's own file
 */
record VaeChoice(@Nullable UUID vae) {}
