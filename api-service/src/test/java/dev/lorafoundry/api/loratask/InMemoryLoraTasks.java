package dev.lorafoundry.api.loratask;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** LoRA tasks in memory. */
public final class InMemoryLoraTasks implements LoraTasks {
  private final Map<LoraTaskId, LoraTask> tasks = new LinkedHashMap<>();

  @Override
  public void add(LoraTask task) {
    tasks.put(task.id(), task);
  }

  @Override
  public Optional<LoraTask> find(LoraTaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  @Override
  public void save(LoraTask task) {
    tasks.replace(task.id(), task);
  }

  @Override
  public List<LoraTask> ofVersion(VersionId version, long offset, int limit) {
    return newestFirst(version).stream().skip(offset).limit(limit).toList();
  }

  @Override
  public long countOfVersion(VersionId version) {
    return newestFirst(version).size();
  }

  @Override
  public Set<CheckpointId> neededOf(Collection<CheckpointId> checkpoints) {
    return tasks.values().stream()
        .filter(task -> task.standing().endedAt() == null)
        .flatMap(task -> task.ticket().sources().stream())
        .map(source -> source.lora().checkpoint())
        .filter(checkpoints::contains)
        .collect(Collectors.toSet());
  }

  private List<LoraTask> newestFirst(VersionId version) {
    List<LoraTask> all =
        new ArrayList<>(
            tasks.values().stream()
                .filter(task -> task.ticket().version().equals(version))
                .toList());
    Collections.reverse(all);
    return all;
  }
}
