package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.preview.Strip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a job's checkpoints in a row.
 *
 * @param total how many checkpoints there are, of which these are some
 */
record StripView(List<FrameView> frames, int total) {
  static final StripView EMPTY = new StripView(List.of(), 0);

  StripView {
    frames = List.copyOf(frames);
  }

  static StripView of(Strip strip) {
    return new StripView(
        strip.frames().stream().map(frame -> FrameView.of(strip, frame)).toList(), strip.total());
  }

  /** The room that the first checkpoint of a job will take. */
  static StripView coming(int width, int height) {
    FrameView first =
        new FrameView(
            "",
            null,
            Phrase.of("strip.coming"),
            List.of(Phrase.verbatim("–")),
            null,
            false,
            width,
            height,
            null);
    return new StripView(List.of(first), 0);
  }

  public boolean some() {
    return !frames.isEmpty();
  }

  /** Whether there are more than these. */
  public boolean partly() {
    return total > frames.size();
  }

  /**
   * A checkpoint.
   *
   * @param href where it is shown; absent: it is still to come
   * @param place when it was saved
   * @param losses mean loss, validation loss
   * @param best by what it is the best; absent: it is not
   * @param still absent: nothing was rendered of it
   */
  record FrameView(
      String id,
      @Nullable String href,
      Phrase place,
      List<Phrase> losses,
      @Nullable Phrase best,
      boolean starred,
      int width,
      int height,
      @Nullable StillView still) {
    FrameView {
      losses = List.copyOf(losses);
    }

    static FrameView of(Strip strip, Strip.Frame frame) {
      Strip.Still still = frame.still();
      return new FrameView(
          frame.checkpoint().toString(),
          "/jobs/" + strip.job() + "#checkpoint-" + frame.checkpoint(),
          place(frame.place()),
          losses(frame),
          frame.best() && strip.total() > 1 ? best(frame) : null,
          frame.starred(),
          frame.width(),
          frame.height(),
          still == null ? null : StillView.of(frame, still));
    }

    private static Phrase place(Strip.Place place) {
      return place.byStep()
          ? Phrase.of("checkpoints.step-title", place.step())
          : Phrase.of("checkpoints.epoch-title", place.epoch());
    }

    private static List<Phrase> losses(Strip.Frame frame) {
      List<Phrase> losses = new ArrayList<>();
      losses.add(Phrase.of("strip.loss", frame.averageLoss()));
      Double validation = frame.validationLoss();
      if (validation != null) {
        losses.add(Phrase.of("strip.validation", validation));
      }
      return losses;
    }

    private static Phrase best(Strip.Frame frame) {
      return Phrase.of(
          frame.validationLoss() == null ? "strip.best-loss" : "strip.best-validation");
    }
  }

  /**
   * A picture.
   *
   * @param id of its element, by which the page keeps it
   * @param about what it was rendered with
   */
  record StillView(String id, String url, String prompt, Phrase about) {
    static StillView of(Strip.Frame frame, Strip.Still still) {
      return new StillView(
          "still-%s-%s-%d-%d-%d"
              .formatted(
                  frame.checkpoint(),
                  still.preview(),
                  still.row(),
                  still.column(),
                  still.batchIndex()),
          still.url(),
          still.prompt(),
          Phrase.of("shots.about", still.loraWeight(), String.valueOf(still.seed())));
    }
  }
}
