package dev.lorafoundry.diffusion.training;

import java.time.Instant;

/**
 * What a LoRA file says about its training beyond what the session knows.
 *
 * @param outputName base name of the job's files
 * @param baseModelName file name of the base model, with extension
 * @param session number that all files of the job share
 * @param comment free text, may be empty
 */
public record LoraMetadata(
    String outputName,
    String baseModelName,
    long session,
    Instant startedAt,
    Instant savedAt,
    String comment) {}
