package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.ResultsView.CheckpointGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Checkpoints by their jobs, as many as a page shows at a time.
 *
 * @param most how many were wanted at most
 * @param left how many more there are
 */
record CheckpointList(List<CheckpointGroup> groups, int most, int left) {
  /** How many there are at first, and how many come each time that somebody wants more. */
  static final int STEP = 60;

  /** More than that nobody looks through; the pages of jobs show all of theirs. */
  static final int MOST = 10 * STEP;

  CheckpointList {
    groups = List.copyOf(groups);
  }

  /** The first of these. */
  static CheckpointList of(List<CheckpointGroup> groups, int wanted) {
    int most = Math.max(STEP, Math.min(wanted, MOST));
    List<CheckpointGroup> shown = new ArrayList<>();
    int room = most;
    for (CheckpointGroup group : groups) {
      if (room > 0) {
        List<CheckpointView> first =
            group.checkpoints().subList(0, Math.min(room, group.checkpoints().size()));
        shown.add(new CheckpointGroup(group.name(), first));
        room -= first.size();
      }
    }
    int all = groups.stream().mapToInt(group -> group.checkpoints().size()).sum();
    return new CheckpointList(shown, most, all - (most - room));
  }

  /** The same with other checkpoints in the same places. */
  CheckpointList with(UnaryOperator<List<CheckpointView>> change) {
    List<CheckpointView> all =
        change.apply(groups.stream().flatMap(group -> group.checkpoints().stream()).toList());
    List<CheckpointGroup> changed = new ArrayList<>();
    int from = 0;
    for (CheckpointGroup group : groups) {
      int to = from + group.checkpoints().size();
      changed.add(new CheckpointGroup(group.name(), all.subList(from, to)));
      from = to;
    }
    return new CheckpointList(changed, most, left);
  }

  /** How many somebody wants who wants more; 0: there are no more, or too many. */
  public int next() {
    return left > 0 && most < MOST ? most + STEP : 0;
  }
}
