package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.util.List;

/** Says that it renders: one picture, and a grid of coloured squares. */
record ScriptedPreview(ObjectStore store) implements Trade<PreviewJob> {
  private static final int WIDTH = 512;
  private static final int HEIGHT = 128;

  @Override
  public WorkKind kind() {
    return WorkKind.PREVIEW;
  }

  @Override
  public Class<PreviewJob> jobType() {
    return PreviewJob.class;
  }

  @Override
  public Outcome perform(PreviewJob job, Attempt attempt) {
    String grid = "previews/%s/e%d/grid.png".formatted(job.id(), attempt.epoch().value());
    store.put(new ObjectKey(grid), Content.of(Drawings.grid(WIDTH, HEIGHT), Content.PNG));
    PreviewEvent.Picture picture =
        new PreviewEvent.Picture(
            0, 0, 0, "Euler a", 28, 10, job.settings().seeds().get(0), 1, grid);
    attempt.publish(header -> new PreviewEvent.PictureRendered(job.id(), header, 1, 1, picture));
    attempt.publish(
        header ->
            new PreviewEvent.Finished(
                job.id(),
                header,
                grid,
                WIDTH,
                HEIGHT,
                List.of(picture),
                List.of(),
                Duration.ofSeconds(1)));
    return new Outcome.Done();
  }
}
