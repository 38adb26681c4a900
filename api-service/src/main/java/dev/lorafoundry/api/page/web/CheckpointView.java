package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.DiffusersFile;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A LoRA file with its previews.
 *
 * @param file where it is, unless it was dropped
 * @param promotable whether its job failed or was cancelled, so that the reader may make it its
 *     result
 * @param diffusersFile where it is for diffusers, if that can have it
 */
record CheckpointView(
    String id,
    String name,
    Phrase title,
    List<Phrase> about,
    @Nullable String file,
    @Nullable String diffusersFile,
    boolean promotable,
    List<PreviewView> previews) {
  private static final String EXTENSION = ".safetensors";

  CheckpointView {
    about = List.copyOf(about);
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
        false,
        previews.stream().map(PreviewView::of).toList());
  }

  /** As tags in prompts name it. */
  public String stem() {
    return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
  }

  /** The same, which may become its job's result if its file is there. */
  CheckpointView asPromotable() {
    return new CheckpointView(id, name, title, about, file, diffusersFile, file != null, previews);
  }

  CheckpointView withPreviews(UnaryOperator<PreviewView> change) {
    return new CheckpointView(
        id,
        name,
        title,
        about,
        file,
        diffusersFile,
        promotable,
        previews.stream().map(change).toList());
  }

  /** What it is called beside others of its job, such as {@code epoch 4} or {@code step 130}. */
  static Phrase place(Checkpoint checkpoint) {
    return checkpoint.byStep()
        ? Phrase.of("checkpoints.step", checkpoint.step())
        : Phrase.of("checkpoints.epoch", checkpoint.epoch());
  }

  private static Phrase title(Checkpoint checkpoint) {
    if (checkpoint.made()) {
      return Phrase.verbatim(checkpoint.stem());
    }
    Phrase place =
        checkpoint.byStep()
            ? Phrase.of("checkpoints.step-title", checkpoint.step())
            : Phrase.of("checkpoints.epoch-title", checkpoint.epoch());
    return checkpoint.last() ? Phrase.of("checkpoints.last", place) : place;
  }

  private static List<Phrase> about(Checkpoint checkpoint) {
    List<Phrase> about = new ArrayList<>();
    if (!checkpoint.made()) {
      about.add(
          checkpoint.byStep()
              ? Phrase.of("count.whole-epochs", checkpoint.epoch())
              : Phrase.of("checkpoints.step", checkpoint.step()));
      about.add(Phrase.of("checkpoints.mean-loss", checkpoint.averageLoss()));
      Double validation = checkpoint.validationLoss();
      if (validation != null) {
        about.add(Phrase.of("job.validation-loss", validation));
      }
    }
    about.add(Words.bytes(checkpoint.bytes()));
    return about;
  }

  /**
   * One preview.
   *
   * @param canCancel whether it is under way, and the reader may cancel it
   * @param grid where its picture is, once there is one
   */
  record PreviewView(
      String id,
      String state,
      boolean canCancel,
      long done,
      long total,
      @Nullable String grid,
      int width,
      int height,
      String prompt,
      @Nullable String reason,
      List<String> notes,
      List<Shot> shots) {
    /** Most pictures that are shown one by one; of more the sheet is shown. */
    private static final int MOST_SHOTS = 64;

    private static final Set<String> CANCELLABLE = Set.of("queued", "released", "running");

    PreviewView {
      notes = List.copyOf(notes);
      shots = List.copyOf(shots);
    }

    /**
     * A picture, or the room for one that is still to come.
     *
     * @param href where it is; absent: it is to come
     */
    record Shot(String id, @Nullable String href, int width, int height, Phrase about) {}

    /** The same with its pictures one by one, each where it will stay. */
    PreviewView with(Preview preview, List<Picture> pictures) {
      PreviewSettings settings = preview.ticket().settings();
      long room = Math.max(total, settings.pictures());
      boolean coming = !preview.standing().state().ended();
      if (room > MOST_SHOTS) {
        return this;
      }
      List<Shot> all = new ArrayList<>();
      for (Picture picture : pictures) {
        all.add(shot(picture, settings));
      }
      while (coming && all.size() < room) {
        all.add(
            new Shot(
                "coming-%s-%d".formatted(id, all.size()),
                null,
                settings.width(),
                settings.height(),
                Phrase.of("shots.coming")));
      }
      return new PreviewView(
          id, state, canCancel, done, total, grid, width, height, prompt, reason, notes, all);
    }

    /** The same before a reader who may not cancel it. */
    PreviewView withoutCancelling() {
      return new PreviewView(
          id, state, false, done, total, grid, width, height, prompt, reason, notes, shots);
    }

    private Shot shot(Picture picture, PreviewSettings settings) {
      return new Shot(
          // why: the page keeps a picture that has the id of one that comes
          "shot-%s-%d-%d-%d".formatted(id, picture.row(), picture.column(), picture.batchIndex()),
          "/api/v1/previews/%s/pictures/%d/%d/%d"
              .formatted(id, picture.row(), picture.column(), picture.batchIndex()),
          settings.width(),
          settings.height(),
          Phrase.of("shots.about", picture.loraWeight(), String.valueOf(picture.seed())));
    }

    static PreviewView of(Preview preview) {
      Rendering rendering = preview.rendering();
      Rendering.Grid grid = rendering.grid();
      String reason = preview.standing().reason();
      String state = preview.standing().state().name().toLowerCase(Locale.ROOT);
      return new PreviewView(
          preview.id().toString(),
          state,
          CANCELLABLE.contains(state),
          rendering.done(),
          rendering.total(),
          grid == null ? null : "/api/v1/previews/" + preview.id() + "/grid",
          grid == null ? 0 : grid.width(),
          grid == null ? 0 : grid.height(),
          preview.ticket().settings().prompt(),
          reason.isEmpty() || state.equals("done") ? null : reason,
          rendering.notes(),
          List.of());
    }

    public Phrase stateText() {
      return Phrase.of("state." + state);
    }

    public Phrase progress() {
      return Phrase.of("summary.progress", done, Phrase.of("count.pictures", total));
    }
  }
}
