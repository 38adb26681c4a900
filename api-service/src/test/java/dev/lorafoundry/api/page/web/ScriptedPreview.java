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
import java.util.ArrayList;
import java.util.List;

/** Says that it renders: a picture of each weight and seed, and a grid of coloured squares. */
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
    String folder = "previews/%s/e%d/".formatted(job.id(), attempt.epoch().value());
    String grid = folder + "grid.png";
    store.put(new ObjectKey(grid), Content.of(Drawings.grid(WIDTH, HEIGHT), Content.PNG));
    List<Double> weights = job.settings().loraWeights();
    List<Long> seeds = job.settings().seeds();
    List<PreviewEvent.Picture> pictures = new ArrayList<>();
    for (int row = 0; row < seeds.size(); row++) {
      for (int column = 0; column < weights.size(); column++) {
        pictures.add(picture(folder, row, column, seeds.get(row), weights.get(column)));
        int done = pictures.size();
        int total = seeds.size() * weights.size();
        PreviewEvent.Picture last = pictures.get(done - 1);
        attempt.publish(
            header -> new PreviewEvent.PictureRendered(job.id(), header, done, total, last));
      }
    }
    attempt.publish(
        header ->
            new PreviewEvent.Finished(
                job.id(), header, grid, WIDTH, HEIGHT, pictures, List.of(), Duration.ofSeconds(1)));
    return new Outcome.Done();
  }

  private PreviewEvent.Picture picture(
      String folder, int row, int column, long seed, double weight) {
    String key = folder + row + "-" + column + ".png";
    store.put(
        new ObjectKey(key),
        Content.of(Drawings.square(HEIGHT * 3, row * 10 + column), Content.PNG));
    return new PreviewEvent.Picture(row, column, 0, "Euler a", 28, 10, seed, weight, key);
  }
}
