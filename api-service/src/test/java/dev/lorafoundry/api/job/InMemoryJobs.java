package dev.lorafoundry.api.job;

import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jobs in memory. */
public final class InMemoryJobs implements Jobs {
  private static final Comparator<Job> NEWEST_FIRST =
      Comparator.comparing((Job job) -> job.ticket().createdAt()).reversed();

  private final Map<JobId, Job> jobs = new LinkedHashMap<>();

  @Override
  public void add(Job job) {
    jobs.put(job.id(), job);
  }

  @Override
  public Optional<Job> find(JobId id) {
    return Optional.ofNullable(jobs.get(id));
  }

  @Override
  public Map<JobId, Job> all(Collection<JobId> ids) {
    return jobs.values().stream()
        .filter(job -> ids.contains(job.id()))
        .sorted(NEWEST_FIRST)
        .collect(
            Collectors.toMap(Job::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
  }

  @Override
  public void save(Job job) {
    jobs.replace(job.id(), job);
  }

  @Override
  public void prioritise(JobId id, Priority priority) {
    jobs.computeIfPresent(id, (same, job) -> JobExample.urgent(job, priority));
  }

  @Override
  public List<Job> ofRun(RunId run) {
    return jobs.values().stream().filter(job -> job.ticket().run().equals(run)).toList();
  }

  @Override
  public Map<RunId, List<Job>> ofRuns(Collection<RunId> runs) {
    return jobs.values().stream()
        .filter(job -> runs.contains(job.ticket().run()))
        .collect(Collectors.groupingBy(job -> job.ticket().run()));
  }

  @Override
  public Set<CheckpointId> begunWith(Collection<CheckpointId> checkpoints) {
    return jobs.values().stream()
        .flatMap(job -> job.ticket().settings().start().loras().stream())
        .map(CheckpointId::new)
        .filter(checkpoints::contains)
        .collect(Collectors.toSet());
  }

  @Override
  public Map<JobId, String> namesOf(Collection<JobId> ids) {
    return jobs.values().stream()
        .filter(job -> ids.contains(job.id()))
        .collect(Collectors.toMap(Job::id, job -> job.ticket().name()));
  }

  @Override
  public List<Job> list(JobFilter filter, long offset, int limit) {
    return matching(filter).sorted(NEWEST_FIRST).skip(offset).limit(limit).toList();
  }

  @Override
  public long count(JobFilter filter) {
    return matching(filter).count();
  }

  private Stream<Job> matching(JobFilter filter) {
    return jobs.values().stream()
        .filter(job -> filter.version() == null || filter.version().equals(job.ticket().version()))
        .filter(job -> filter.run() == null || filter.run().equals(job.ticket().run()))
        .filter(job -> filter.owner() == null || filter.owner().equals(job.ticket().owner()))
        .filter(
            job -> filter.states().isEmpty() || filter.states().contains(job.standing().state()));
  }

  @Override
  public List<Job> doneOrDue(VersionId version, BaseModelId model, String snapshotKey) {
    return jobs.values().stream()
        .filter(job -> job.ticket().version().equals(version))
        .filter(job -> job.ticket().baseModel().id().equals(model))
        .filter(job -> job.ticket().snapshotKey().equals(snapshotKey))
        .filter(job -> job.standing().state().doneOrDue())
        .toList();
  }

  @Override
  public Set<String> takenNames(VersionId version) {
    return names(version);
  }

  @Override
  public Set<String> names(VersionId version) {
    return jobs.values().stream()
        .filter(job -> job.ticket().version().equals(version))
        .map(job -> job.ticket().name())
        .collect(Collectors.toSet());
  }
}
