package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which checkpoints nobody has seen a picture of. */
public final class MissingPreviews {
  private final Checkpoints checkpoints;
  private final Previews previews;

  MissingPreviews(Checkpoints checkpoints, Previews previews) {
    this.checkpoints = checkpoints;
    this.previews = previews;
  }

  /**
   * Checkpoints of a version whose files are there, and that have no preview, nor one that is on
   * its way.
   *
   * @param most of them
   */
  public List<Checkpoint> of(VersionId version, int most) {
    Map<RunId, Set<CheckpointId>> shown = new HashMap<>();
    return checkpoints.ofVersion(version).stream()
        .filter(checkpoint -> !checkpoint.dropped())
        .filter(
            checkpoint ->
                !shown
                    .computeIfAbsent(checkpoint.run(), this::withPreview)
                    .contains(checkpoint.id()))
        .limit(most)
        .toList();
  }

  private Set<CheckpointId> withPreview(RunId run) {
    return previews.ofRun(run).stream()
        .filter(preview -> !lost(preview))
        .map(preview -> preview.ticket().checkpoint())
        .collect(Collectors.toSet());
  }

  private static boolean lost(Preview preview) {
    return preview.standing().state().ended() && preview.rendering().grid() == null;
  }
}
