package dev.lorafoundry.contracts;

import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one piece of claimable work: a training job, a preview, a preparation or a LoRA task
 * by the same UUID that its own id carries.
 */
public record WorkId(WorkKind kind, UUID value) {
  public WorkId {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }

  public static WorkId of(ClaimableId id) {
    return new WorkId(id.kind(), id.value());
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + value;
  }
}
