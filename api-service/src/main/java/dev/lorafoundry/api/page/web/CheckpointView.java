package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.DiffusersFile;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A LoRA file with its previews.
 *
 * @param file where it is, unless it was dropped
 * @param diffusersFile where it is for diffusers, if that can have it
 */
record CheckpointView(
    String id,
    String name,
    String title,
    String about,
    @Nullable String file,
    @Nullable String diffusersFile,
    List<PreviewView> previews) {
  CheckpointView {
    previews = List.copyOf(previews);
  }

  /**
   * @param network that the checkpoint is of
   */
  static CheckpointView of(Checkpoint checkpoint, NetworkSettings network, List<Preview> previews) {
    String file = checkpoint.dropped() ? null : "/api/v1/checkpoints/" + checkpoint.id() + "/file";
    return new CheckpointView(
        checkpoint.id().toString(),
        checkpoint.name(),
        title(checkpoint),
        about(checkpoint),
        file,
        file != null && DiffusersFile.isFor(network) ? file + "?format=diffusers" : null,
        previews.stream().map(PreviewView::of).toList());
  }

  /** What it is called beside others of its job, such as {@code epoch 4} or {@code step 130}. */
  static String place(Checkpoint checkpoint) {
    return checkpoint.byStep() ? step(checkpoint) : "epoch " + checkpoint.epoch();
  }

  private static String step(Checkpoint checkpoint) {
    return "step " + Words.number(checkpoint.step());
  }

  private static String title(Checkpoint checkpoint) {
    return checkpoint.made()
        ? checkpoint.stem()
        : Words.sentence(place(checkpoint)) + (checkpoint.last() ? ", the last" : "");
  }

  private static String about(Checkpoint checkpoint) {
    return checkpoint.made()
        ? Words.bytes(checkpoint.bytes())
        : String.format(
            Locale.ROOT,
            "%s, mean loss %.4f, %s%s",
            checkpoint.byStep() ? Words.count(checkpoint.epoch(), "whole epoch") : step(checkpoint),
            checkpoint.averageLoss(),
            validation(checkpoint),
            Words.bytes(checkpoint.bytes()));
  }

  private static String validation(Checkpoint checkpoint) {
    Double loss = checkpoint.validationLoss();
    return loss == null ? "" : String.format(Locale.ROOT, "validation loss %.4f, ", loss);
  }

  /**
   * One preview.
   *
   * @param grid where its picture is, once there is one
   */
  record PreviewView(
      String id,
      String state,
      long done,
      long total,
      @Nullable String grid,
      int width,
      int height,
      String prompt,
      @Nullable String reason,
      List<String> notes) {
    PreviewView {
      notes = List.copyOf(notes);
    }

    static PreviewView of(Preview preview) {
      Rendering rendering = preview.rendering();
      Rendering.Grid grid = rendering.grid();
      String reason = preview.standing().reason();
      String state = preview.standing().state().name().toLowerCase(Locale.ROOT);
      return new PreviewView(
          preview.id().toString(),
          state,
          rendering.done(),
          rendering.total(),
          grid == null ? null : "/api/v1/previews/" + preview.id() + "/grid",
          grid == null ? 0 : grid.width(),
          grid == null ? 0 : grid.height(),
          preview.ticket().settings().prompt(),
          reason.isEmpty() || state.equals("done") ? null : reason,
          rendering.notes());
    }

    public boolean canCancel() {
      return List.of("queued", "released", "running").contains(state);
    }

    public String stateText() {
      return Words.state(state);
    }

    public String progress() {
      return done + " of " + Words.count(total, "picture");
    }
  }
}
