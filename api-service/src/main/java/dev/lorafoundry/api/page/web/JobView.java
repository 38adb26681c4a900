package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands.
 *
 * @param permille of its steps that are done
 * @param about step, loss, speed: one line for people
 */
record JobView(
    String id,
    String name,
    String state,
    int permille,
    boolean started,
    String about,
    @Nullable String reason,
    List<Action> actions) {
  JobView {
    actions = List.copyOf(actions);
  }

  public String stateText() {
    return Words.state(state);
  }

  /** Something that can be asked of the job in its state. */
  record Action(String verb, String label) {
    static List<Action> of(String state) {
      Action cancel = new Action("cancel", "Cancel");
      return switch (state) {
        case "queued", "released", "running" -> List.of(new Action("pause", "Pause"), cancel);
        case "pausing", "paused" -> List.of(new Action("resume", "Resume"), cancel);
        case "failed", "cancelled" -> List.of(new Action("retry", "Try again"));
        default -> List.of();
      };
    }
  }
}
