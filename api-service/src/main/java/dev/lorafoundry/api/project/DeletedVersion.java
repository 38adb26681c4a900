package dev.lorafoundry.api.project;

import java.time.Instant;

/** A version that can be restored. */
public record DeletedVersion(Version version, Instant deletedAt) {}
