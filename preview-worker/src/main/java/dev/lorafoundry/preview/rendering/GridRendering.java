package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.diffusion.render.RenderRequest;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.preview.grid.Cell;
import dev.lorafoundry.preview.grid.GridLayout;
import dev.lorafoundry.preview.grid.GridSheet;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** One attempt at one preview: cell by cell, batch by batch, then the sheet. */
final class GridRendering {
  private final PreviewJob job;
  private final PreviewSettings settings;
  private final Prompts prompts;
  private final GenerationText text;
  private final PreviewFolder folder;
  private final PreviewMeters meters;
  private final InstantSource clock;
  private final Attempt attempt;
  private final GridLayout layout;
  private final GridScale scale;
  private final List<PreviewEvent.Picture> pictures = new ArrayList<>();

  /** What all attempts of a worker share. */
  record Means(PreviewMeters meters, InstantSource clock, long largestGrid) {}

  GridRendering(
      PreviewJob job, Attempt attempt, PreviewFolder folder, GenerationText text, Means means) {
    this.job = job;
    this.settings = job.settings();
    this.prompts = text.prompts();
    this.text = text;
    this.folder = folder;
    this.meters = means.meters();
    this.clock = means.clock();
    this.attempt = attempt;
    this.layout = new GridLayout(settings, job.checkpointName());
    this.scale = GridScale.of(layout, settings, means.largestGrid());
  }

  /** Renders everything and publishes the end. */
  void run(Renderer renderer, Instant begin) {
    GridSheet sheet = scale.sheet(layout, settings);
    for (Cell cell : layout.cells()) {
      render(renderer, cell, sheet);
    }
    BufferedImage grid = sheet.picture();
    String key = folder.put("grid.png", grid, text.ofGrid(layout.cells().get(0)));
    List<String> notes = new ArrayList<>(prompts.notes());
    scale.note().ifPresent(notes::add);
    Duration time = Duration.between(begin, clock.instant());
    attempt.publish(
        header ->
            new PreviewEvent.Finished(
                job.id(), header, key, grid.getWidth(), grid.getHeight(), pictures, notes, time));
    meters.finished(time);
  }

  /** Seeds of a cell count up from picture to picture, as in the webui. */
  private void render(Renderer renderer, Cell cell, GridSheet sheet) {
    for (int batch = 0; batch < settings.batchCount(); batch++) {
      long first = cell.seed() + (long) batch * settings.batchSize();
      List<Long> seeds = LongStream.range(first, first + settings.batchSize()).boxed().toList();
      Instant begin = clock.instant();
      List<BufferedImage> rendered =
          renderer.render(request(cell, seeds), (done, total) -> Stopped.check(attempt));
      meters.rendered(rendered.size(), Duration.between(begin, clock.instant()));
      for (int i = 0; i < rendered.size(); i++) {
        keep(cell, batch * settings.batchSize() + i, seeds.get(i), rendered.get(i), sheet);
      }
    }
  }

  private RenderRequest request(Cell cell, List<Long> seeds) {
    return new RenderRequest(
        prompts.prompt(),
        prompts.negativePrompt(),
        settings.width(),
        settings.height(),
        Sampler.named(cell.sampler().label()),
        cell.steps(),
        cell.cfgScale(),
        seeds,
        cell.loraWeight());
  }

  private void keep(Cell cell, int batchIndex, long seed, BufferedImage rendered, GridSheet sheet) {
    int row = layout.rowOf(cell);
    int column = layout.columnOf(cell);
    String name = "%d-%d-%d.png".formatted(row, column, batchIndex);
    String key = folder.put(name, rendered, text.of(cell, seed));
    sheet.put(row, column, batchIndex, rendered);
    PreviewEvent.Picture picture =
        new PreviewEvent.Picture(
            row,
            column,
            batchIndex,
            cell.sampler().label(),
            cell.steps(),
            cell.cfgScale(),
            seed,
            cell.loraWeight(),
            key);
    pictures.add(picture);
    int total = Math.toIntExact(settings.pictures());
    attempt.progress(pictures.size(), total);
    attempt.publish(
        header ->
            new PreviewEvent.PictureRendered(job.id(), header, pictures.size(), total, picture));
  }
}
