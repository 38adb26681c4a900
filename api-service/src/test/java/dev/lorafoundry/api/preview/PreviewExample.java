package dev.lorafoundry.api.preview;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static dev.lorafoundry.api.job.JobExample.header;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Builds previews and what becomes of them. */
final class PreviewExample {
  static final PreviewSettings SETTINGS =
      SettingsCatalogue.PREVIEW.read(
          Map.of("prompt", "a cat", "seeds", List.of(7), "loraWeights", List.of(0.5, 1)));

  private PreviewExample() {}

  static Preview preview(Checkpoint checkpoint) {
    return Preview.asked(PreviewId.random(), checkpoint, SETTINGS, NOON);
  }

  static WorkChanged claimed(Preview preview, int attempt) {
    return new WorkChanged(
        preview.work(),
        Transition.CLAIM,
        WorkState.RELEASED,
        WorkState.RUNNING,
        attempt,
        attempt,
        new WorkerId("w1"),
        NOON,
        NOON,
        "");
  }

  static WorkChanged cancelled(Preview preview) {
    return new WorkChanged(
        preview.work(),
        Transition.CANCEL,
        WorkState.QUEUED,
        WorkState.CANCELLED,
        0,
        0,
        null,
        null,
        NOON,
        "Not wanted.");
  }

  static Picture picture(int row, int column, String key) {
    return new Picture(row, column, 0, "Euler a", 28, 10, 7, 0.5, key);
  }

  static PreviewEvent rendered(Preview preview, int attempt, int done, Picture picture) {
    return new PreviewEvent.PictureRendered(preview.id(), header(attempt, done), done, 2, picture);
  }

  static PreviewEvent finished(Preview preview, int attempt, Picture... pictures) {
    return new PreviewEvent.Finished(
        preview.id(),
        header(attempt, 9),
        "previews/" + preview.id() + "/e1/grid.png",
        640,
        320,
        List.of(pictures),
        List.of("Removed <lora:x:1> from the prompt."),
        Duration.ofSeconds(3));
  }
}
