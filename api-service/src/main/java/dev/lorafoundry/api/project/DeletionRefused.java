package dev.lorafoundry.api.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A project or a version that others still need. */
public final class DeletionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_NAMED = 3;

  private DeletionRefused(String message) {
    super(message);
  }

  static DeletionRefused of(Filing what, Filings.Ties ties) {
    List<String> reasons = new ArrayList<>();
    if (ties.openWork() > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%,d of its jobs, previews or other tasks wait or are under way. Cancel them, or wait for their end.",
              ties.openWork()));
    }
    if (!ties.usedBy().isEmpty()) {
      reasons.add(
          "its checkpoints are part of %s. Archive it instead, or delete those first."
              .formatted(String.join(", ", ties.usedBy().stream().limit(MOST_NAMED).toList())));
    }
    return new DeletionRefused(
        "The %s '%s' can't be deleted: %s"
            .formatted(
                what.what().kind().words(), what.name(), String.join(" Besides, ", reasons)));
  }
}
