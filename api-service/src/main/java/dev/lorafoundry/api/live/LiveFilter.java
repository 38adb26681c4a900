package dev.lorafoundry.api.live;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants.
 *
 * @param version of this version only
 * @param run of this run only
 */
public record LiveFilter(@Nullable VersionId version, @Nullable RunId run) {}
