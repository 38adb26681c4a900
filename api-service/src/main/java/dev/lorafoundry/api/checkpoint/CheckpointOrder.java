package dev.lorafoundry.api.checkpoint;

/**
 * What a version's checkpoints are sorted by: the smallest first, and where that is equal, or
 * unknown, the newest run first, each in the order of its grid and of its jobs' steps.
 */
public enum CheckpointOrder {
  JOB,
  STEP,
  LOSS,
  VALIDATION
}
