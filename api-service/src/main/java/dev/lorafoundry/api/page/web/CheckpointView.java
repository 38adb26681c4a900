package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A LoRA file with its previews. */
record CheckpointView(
    String id, String name, String title, String about, String file, List<PreviewView> previews) {
  CheckpointView {
    previews = List.copyOf(previews);
  }

  /**
   * One preview.
   *
   * @param grid where its picture is, once there is one
   */
  record PreviewView(
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

    public String stateText() {
      return Words.state(state);
    }

    public String progress() {
      return done + " of " + Words.count(total, "picture");
    }
  }
}
