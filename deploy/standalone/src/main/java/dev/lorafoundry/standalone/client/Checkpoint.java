package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.CheckpointId;

/** A checkpoint as the API tells of it. */
public record Checkpoint(
    CheckpointId id, String name, int epoch, long step, long bytes, String sha256) {}
