package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.VersionId;
import java.util.Optional;

/** All versions of all projects. */
public interface Versions {
  Optional<Version> find(VersionId id);
}
