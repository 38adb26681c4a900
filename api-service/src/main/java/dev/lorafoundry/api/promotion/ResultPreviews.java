package dev.lorafoundry.api.promotion;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.preview.PreviewRequests;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import java.util.List;
import java.util.Map;

/** Sees to it that what became a result is previewed as its run wants it. */
final class ResultPreviews {
  private final Runs runs;
  private final OpenVersions open;
  private final Previews previews;
  private final PreviewRequests requests;

  ResultPreviews(Runs runs, OpenVersions open, Previews previews, PreviewRequests requests) {
    this.runs = runs;
    this.open = open;
    this.previews = previews;
    this.requests = requests;
  }

  /** Asks for a preview, unless there is one already or none is wanted. */
  void of(Checkpoint checkpoint) {
    if (wanted(checkpoint) && previews.ofCheckpoint(checkpoint.id()).isEmpty()) {
      var unused = requests.ask(List.of(checkpoint), Map.of());
    }
  }

  /** why: an archived version takes no new previews, and its jobs may have a result all the same */
  private boolean wanted(Checkpoint checkpoint) {
    return open.isOpen(checkpoint.version())
        && runs.find(checkpoint.run()).filter(Run::previewAfterTraining).isPresent();
  }
}
