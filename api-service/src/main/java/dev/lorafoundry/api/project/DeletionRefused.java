package dev.lorafoundry.api.project;

import java.util.Locale;

/** A project or a version that others still need. */
public final class DeletionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_NAMED = 3;

  private DeletionRefused(String message) {
    super(message);
  }

  static DeletionRefused of(Filing what, Filings.Ties ties) {
    String named = "The %s '%s'".formatted(what.what().kind().words(), what.name());
    return new DeletionRefused(
        ties.openWork() > 0
            ? String.format(
                Locale.ROOT,
                "%s can't be deleted: %,d of its jobs, previews or other tasks wait or are under way. Cancel them, or wait for their end.",
                named,
                ties.openWork())
            : "%s can't be deleted: its checkpoints are part of %s. Archive it instead, or delete those first."
                .formatted(
                    named, String.join(", ", ties.usedBy().stream().limit(MOST_NAMED).toList())));
  }
}
