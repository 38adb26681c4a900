package dev.lorafoundry.api.run;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One press of "train".
 *
 * @param settings the grid, as somebody wrote it
 * @param zip groups of settings whose values go together, one by one
 * @param preview seeds are final, so that all its checkpoints share them
 * @param notes what was changed of the request, sentences for people
 * @param keep which checkpoints of each job stay; absent: all
 * @param halving where weak jobs end early; absent: none does
 * @param owner who started it; absent: nobody's
 */
public record Run(
    RunId id,
    VersionId version,
    BaseModelId baseModel,
    Map<String, @Nullable Object> settings,
    List<List<String>> zip,
    PreviewSettings preview,
    boolean previewAfterTraining,
    Priority priority,
    List<String> notes,
    @Nullable Keep keep,
    @Nullable Halving halving,
    Instant createdAt,
    @Nullable PersonId owner) {
  public Run {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    zip = zip.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
  }
}
