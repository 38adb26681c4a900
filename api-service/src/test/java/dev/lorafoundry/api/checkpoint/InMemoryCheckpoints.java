package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checkpoints in memory; the jobs of a version come in the order of their first checkpoint. */
public final class InMemoryCheckpoints implements Checkpoints {
  private final Map<CheckpointId, Checkpoint> checkpoints = new LinkedHashMap<>();

  @Override
  public boolean add(Checkpoint checkpoint) {
    boolean known =
        checkpoints.containsKey(checkpoint.id())
            || checkpoints.values().stream().anyMatch(each -> isSame(each, checkpoint));
    if (!known) {
      checkpoints.put(checkpoint.id(), checkpoint);
    }
    return !known;
  }

  private static boolean isSame(Checkpoint one, Checkpoint other) {
    if (one.made() || other.made()) {
      return Objects.equals(one.task(), other.task());
    }
    return one.job().equals(other.job()) && one.step() == other.step();
  }

  @Override
  public Optional<Checkpoint> find(CheckpointId id) {
    return Optional.ofNullable(checkpoints.get(id));
  }

  @Override
  public Map<CheckpointId, Checkpoint> all(Collection<CheckpointId> ids) {
    return ids.stream()
        .flatMap(id -> find(id).stream())
        .collect(Collectors.toMap(Checkpoint::id, Function.identity()));
  }

  @Override
  public List<Checkpoint> inUse(Collection<CheckpointId> ids) {
    return checkpoints.values().stream()
        .filter(each -> ids.contains(each.id()))
        .sorted(
            Comparator.comparing((Checkpoint each) -> each.job().value())
                .thenComparing(Checkpoint::step))
        .toList();
  }

  @Override
  public List<Checkpoint> locked(JobId job) {
    return ofJob(job);
  }

  @Override
  public void drop(CheckpointId id, Instant at) {
    checkpoints.computeIfPresent(id, (key, there) -> CheckpointExample.dropped(there, at));
  }

  @Override
  public void makeLast(Checkpoint checkpoint, String name) {
    ofJob(checkpoint.job())
        .forEach(
            each -> {
              boolean last = each.id().equals(checkpoint.id());
              checkpoints.put(
                  each.id(), CheckpointExample.last(each, last, last ? name : each.name()));
            });
  }

  @Override
  public List<Checkpoint> ofJob(JobId job) {
    return checkpoints.values().stream()
        .filter(each -> each.job().equals(job) && !each.made())
        .sorted(Comparator.comparing(Checkpoint::step))
        .toList();
  }

  @Override
  public List<Checkpoint> ofRun(RunId run) {
    return byJob(each -> each.run().equals(run));
  }

  @Override
  public List<Checkpoint> ofEpochs(RunId run) {
    return byJob(each -> each.run().equals(run)).stream().filter(each -> !each.byStep()).toList();
  }

  @Override
  public List<Checkpoint> ofVersion(VersionId version) {
    return byJob(each -> each.version().equals(version));
  }

  @Override
  public List<Checkpoint> ofVersion(
      VersionId version, CheckpointFilter filter, CheckpointOrder order, long offset, int most) {
    List<JobId> jobs = checkpoints.values().stream().map(Checkpoint::job).distinct().toList();
    Comparator<Checkpoint> byJob =
        Comparator.<Checkpoint, Integer>comparing(each -> jobs.indexOf(each.job()))
            .thenComparing(Checkpoint::made)
            .thenComparing(Checkpoint::step);
    return admitted(version, filter)
        .sorted(by(order, byJob).thenComparing(byJob))
        .skip(offset)
        .limit(most)
        .toList();
  }

  private static Comparator<Checkpoint> by(CheckpointOrder order, Comparator<Checkpoint> byJob) {
    return switch (order) {
      case JOB -> byJob;
      case STEP -> Comparator.comparing(Checkpoint::step);
      case LOSS -> Comparator.comparing(Checkpoint::averageLoss);
      case VALIDATION ->
          Comparator.comparing(
              Checkpoint::validationLoss, Comparator.nullsLast(Comparator.naturalOrder()));
    };
  }

  private Stream<Checkpoint> admitted(VersionId version, CheckpointFilter filter) {
    return checkpoints.values().stream()
        .filter(each -> each.version().equals(version) && filter.admits(each));
  }

  @Override
  public long countOfVersion(VersionId version, CheckpointFilter filter) {
    return admitted(version, filter).count();
  }

  @Override
  public Set<JobId> jobsOfVersion(VersionId version) {
    return admitted(version, CheckpointFilter.ANY).map(Checkpoint::job).collect(Collectors.toSet());
  }

  @Override
  public List<Checkpoint> madeIn(VersionId version) {
    return checkpoints.values().stream()
        .filter(each -> each.made() && each.version().equals(version))
        .sorted(Comparator.comparing(Checkpoint::createdAt).reversed())
        .toList();
  }

  @Override
  public List<Checkpoint> newest(Collection<VersionId> versions, int most) {
    return checkpoints.values().stream()
        .filter(each -> versions.contains(each.version()) && !each.dropped())
        .sorted(
            Comparator.comparing(Checkpoint::byStep)
                .thenComparing(Checkpoint::createdAt, Comparator.reverseOrder())
                .thenComparing(Checkpoint::step, Comparator.reverseOrder()))
        .limit(most)
        .toList();
  }

  private List<Checkpoint> byJob(Predicate<Checkpoint> wanted) {
    return checkpoints.values().stream()
        .filter(wanted)
        .map(Checkpoint::job)
        .distinct()
        .flatMap(job -> ofJob(job).stream())
        .toList();
  }
}
