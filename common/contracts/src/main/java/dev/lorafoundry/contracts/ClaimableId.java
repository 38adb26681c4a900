package dev.lorafoundry.contracts;

import java.util.UUID;

/** The own id of a piece of claimable work, which knows of which kind the work is. */
public sealed interface ClaimableId permits JobId, PreviewId, PreparationId, LoraTaskId {
  WorkKind kind();

  UUID value();
}
