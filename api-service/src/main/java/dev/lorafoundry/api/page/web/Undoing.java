package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.ProjectsView.Undo;
import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.Filing;
import dev.lorafoundry.api.project.Filings;
import dev.lorafoundry.api.project.ProjectSettings;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Offers to take deletions back. */
final class Undoing {
  private final Filings filings;
  private final ProjectSettings settings;

  Undoing(Filings filings, ProjectSettings settings) {
    this.filings = filings;
    this.settings = settings;
  }

  /** Absent: it is not deleted, or was restored meanwhile, or is gone. */
  @Nullable Undo of(Filed what) {
    return filings
        .find(what)
        .flatMap(
            filing -> Optional.ofNullable(filing.deletedAt()).map(deleted -> undo(filing, deleted)))
        .orElse(null);
  }

  private Undo undo(Filing filing, Instant deleted) {
    return new Undo(
        filing.name(),
        "/%ss/%s/restore".formatted(filing.what().kind().words(), filing.what().id()),
        goneAt(deleted));
  }

  /** When something is gone for good that was deleted then. */
  Moment goneAt(Instant deleted) {
    return Moment.of(settings.goneAt(deleted));
  }
}
