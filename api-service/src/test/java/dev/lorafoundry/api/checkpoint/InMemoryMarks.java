package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Marks in memory. */
public final class InMemoryMarks implements Marks {
  private final Checkpoints checkpoints;
  private final Map<CheckpointId, Mark> marks = new HashMap<>();

  public InMemoryMarks(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  @Override
  public Map<CheckpointId, Mark> of(Collection<CheckpointId> checkpoints) {
    return marks.entrySet().stream()
        .filter(each -> checkpoints.contains(each.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Set<CheckpointId> starred(VersionId version) {
    return checkpoints.all(marks.keySet()).values().stream()
        .filter(each -> each.version().equals(version) && of(each.id()).starred())
        .map(Checkpoint::id)
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Mark> change(CheckpointId checkpoint, MarkChange change, Instant at) {
    Mark present = marks.getOrDefault(checkpoint, Mark.NONE);
    if (!present.allows(change)) {
      return Optional.empty();
    }
    Mark changed = present.after(change);
    marks.put(checkpoint, changed);
    return Optional.of(changed);
  }
}
