package dev.lorafoundry.api.preview.web;

import dev.lorafoundry.api.preview.Strip;
import dev.lorafoundry.api.preview.Strips;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.api.run.RunNotFound;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pictures of a run's checkpoints, one of each, to be looked through. */
@Tag(name = "Previews")
@RestController
final class StripController {
  private static final int MOST = 100;

  private final Strips strips;
  private final Runs runs;

  StripController(Strips strips, Runs runs) {
    this.strips = strips;
    this.runs = runs;
  }

  /**
   * The checkpoints of a job.
   *
   * @param total how many it has, of which these are some
   */
  record StripView(UUID jobId, int total, List<FrameView> frames) {
    static StripView of(Strip strip) {
      return new StripView(
          strip.job().value(), strip.total(), strip.frames().stream().map(FrameView::of).toList());
    }
  }

  /**
   * A checkpoint.
   *
   * @param best whether its validation loss, or else its mean loss, is the lowest of its job's
   * @param picture absent: none was rendered
   */
  record FrameView(
      UUID checkpointId,
      int epoch,
      long step,
      double averageLoss,
      @Nullable Double validationLoss,
      boolean best,
      boolean starred,
      @Nullable PictureView picture) {
    static FrameView of(Strip.Frame frame) {
      Strip.Still still = frame.still();
      return new FrameView(
          frame.checkpoint().value(),
          frame.place().epoch(),
          frame.place().step(),
          frame.averageLoss(),
          frame.validationLoss(),
          frame.best(),
          frame.starred(),
          still == null ? null : PictureView.of(frame, still));
    }
  }

  /** A picture of it. */
  record PictureView(
      UUID previewId,
      String prompt,
      long seed,
      double loraWeight,
      int width,
      int height,
      String url) {
    static PictureView of(Strip.Frame frame, Strip.Still still) {
      return new PictureView(
          still.preview().value(),
          still.prompt(),
          still.seed(),
          still.loraWeight(),
          frame.width(),
          frame.height(),
          still.url());
    }
  }

  @Operation(
      summary = "Show the checkpoints of each job of a run, each with one picture",
      description =
          "As far as there are such, pictures are of the run's own prompt and first seed, with the"
              + " weight nearest to 1, so that they differ by the checkpoint alone. Of a job with"
              + " more than 'most' checkpoints that many are shown, evenly spaced, and beside them"
              + " the best and the one that got the newest star. Jobs without checkpoints are left"
              + " out.")
  @GetMapping("/api/v1/runs/{id}/strips")
  Page<StripView> ofRun(@PathVariable UUID id, @RequestParam(defaultValue = "8") int most) {
    if (most < 1 || most > MOST) {
      throw RequestRefused.badRequest(
          "most %d is not allowed: use a whole number from 1 to %d.".formatted(most, MOST));
    }
    RunId run = new RunId(id);
    if (runs.find(run).isEmpty()) {
      throw new RunNotFound(run);
    }
    return Page.whole(strips.of(List.of(run), most).stream().map(StripView::of).toList());
  }
}
