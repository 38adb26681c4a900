package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.VersionId;

/** A version of a project as the API tells of it. */
public record Version(VersionId id, String name) {}
