package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All checkpoints of all jobs, and what was made of them. */
public interface Checkpoints {
  /**
   * Adds a checkpoint, unless the job has saved one after that step, or the task has made one: two
   * attempts may have saved the same.
   *
   * @return whether it was added
   */
  boolean add(Checkpoint checkpoint);

  Optional<Checkpoint> find(CheckpointId id);

  /** Those of these checkpoints that there are. */
  Map<CheckpointId, Checkpoint> all(Collection<CheckpointId> ids);

  /**
   * Those of these checkpoints that there are, by job and step; until the transaction ends nobody
   * drops any. To be called once for all that a transaction needs.
   */
  List<Checkpoint> inUse(Collection<CheckpointId> ids);

  /** As {@link #ofJob}; until the transaction ends nobody else drops or uses any. */
  List<Checkpoint> locked(JobId job);

  /** Notes that a checkpoint's file goes; whoever calls this has locked it. */
  void drop(CheckpointId id, Instant at);

  /**
   * Makes a checkpoint its job's final one, under this name; no other one of the job is then.
   *
   * @param name file name with extension
   */
  void makeLast(Checkpoint checkpoint, String name);

  /** Checkpoints that a job saved, by step. */
  List<Checkpoint> ofJob(JobId job);

  /** Checkpoints that all jobs of a run saved, by job and step. */
  List<Checkpoint> ofRun(RunId run);

  /** Of these those that were not saved after steps. */
  List<Checkpoint> ofEpochs(RunId run);

  /** Checkpoints that all jobs of a version saved, by job and step. */
  List<Checkpoint> ofVersion(VersionId version);

  /** A part of those checkpoints of a version, made of others or not, that a filter admits. */
  List<Checkpoint> ofVersion(
      VersionId version, CheckpointFilter filter, CheckpointOrder order, long offset, int most);

  /** How many of a version's checkpoints a filter admits. */
  long countOfVersion(VersionId version, CheckpointFilter filter);

  /** Jobs that saved a version's checkpoints, or the first of those that one was made of. */
  Set<JobId> jobsOfVersion(VersionId version);

  /** What tasks made for a version, newest first. */
  List<Checkpoint> madeIn(VersionId version);

  /**
   * Checkpoints of these versions whose files are there, those made of others too; first those that
   * were not saved after steps, each the newest first.
   *
   * @param most of all that there are
   */
  List<Checkpoint> newest(Collection<VersionId> versions, int most);
}
