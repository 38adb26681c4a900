package dev.lorafoundry.api.job;

import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All jobs of all runs. */
public interface Jobs {
  /** Adds a new job. */
  void add(Job job);

  Optional<Job> find(JobId id);

  /** Those of these jobs that there are, newest run first, each run in the order of its grid. */
  Map<JobId, Job> all(Collection<JobId> jobs);

  /** Stores how a job stands and how far it is; whoever calls this has locked its work. */
  void save(Job job);

  /** Notes how urgent a job is; whoever calls this has locked its work. */
  void prioritise(JobId id, Priority priority);

  /** Jobs of a run in the order of its grid. */
  List<Job> ofRun(RunId run);

  /** Jobs of these runs by run, each in the order of its grid; a run without jobs is left out. */
  Map<RunId, List<Job>> ofRuns(Collection<RunId> runs);

  /** Names of those of these jobs that there are. */
  Map<JobId, String> namesOf(Collection<JobId> jobs);

  /**
   * Some of the jobs, newest run first, each run in the order of its grid; none of what is deleted.
   */
  List<Job> list(JobFilter filter, long offset, int limit);

  long count(JobFilter filter);

  /**
   * Jobs of a version that train this model on this dataset and {@linkplain
   * dev.lorafoundry.api.queue.WorkState#doneOrDue are done or will be}, oldest first.
   *
   * @param snapshotKey of the dataset
   */
  List<Job> doneOrDue(VersionId version, BaseModelId model, String snapshotKey);

  /** Those of the checkpoints that a job's training begins with. */
  Set<CheckpointId> begunWith(Collection<CheckpointId> checkpoints);

  /**
   * Names of all jobs of a version. Until the transaction ends no other one gets an answer, so that
   * two runs never give the same name.
   */
  Set<String> takenNames(VersionId version);

  /** The same without keeping anybody from taking others: for who only looks. */
  Set<String> names(VersionId version);
}
