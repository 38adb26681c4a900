package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in memory. */
public final class InMemoryRuns implements Runs {
  private final Map<RunId, Run> runs = new LinkedHashMap<>();

  @Override
  public void add(Run run) {
    runs.put(run.id(), run);
  }

  @Override
  public Optional<Run> find(RunId id) {
    return Optional.ofNullable(runs.get(id));
  }

  @Override
  public void lock(RunId id) {}

  @Override
  public List<Run> ofVersion(VersionId version, long offset, int limit) {
    return runs.values().stream()
        .filter(run -> run.version().equals(version))
        .sorted(Comparator.comparing(Run::createdAt).reversed())
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @Override
  public long count(VersionId version) {
    return runs.values().stream().filter(run -> run.version().equals(version)).count();
  }
}
