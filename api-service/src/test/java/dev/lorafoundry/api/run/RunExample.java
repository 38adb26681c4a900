package dev.lorafoundry.api.run;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds runs. */
public final class RunExample {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private RunExample() {}

  public static Run run(VersionId version) {
    return run(version, true, NOON);
  }

  public static Run run(VersionId version, boolean previewAfterTraining) {
    return run(version, previewAfterTraining, NOON);
  }

  static Run run(VersionId version, boolean previewAfterTraining, Instant at) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("optimizer", List.of("Lion", "AdamW"));
    settings.put("learningRate", "1e-4, 2e-4");
    settings.put("weightDecay", null);
    return new Run(
        RunId.random(),
        version,
        BaseModelId.random(),
        settings,
        List.of(List.of("optimizer", "learningRate")),
        PreviewSettings.DEFAULTS,
        previewAfterTraining,
        Priority.HIGH,
        List.of("A note."),
        new Keep.Best(3),
        new Halving(3, 2),
        at,
        null);
  }

  public static Run keeping(VersionId version, @Nullable Keep keep) {
    Run run = run(version, false);
    return new Run(
        run.id(),
        version,
        run.baseModel(),
        run.settings(),
        run.zip(),
        run.preview(),
        run.previewAfterTraining(),
        run.priority(),
        run.notes(),
        keep,
        null,
        run.createdAt(),
        null);
  }

  public static Run halving(VersionId version, Halving halving) {
    Run run = run(version, false);
    return new Run(
        run.id(),
        version,
        run.baseModel(),
        run.settings(),
        run.zip(),
        run.preview(),
        run.previewAfterTraining(),
        run.priority(),
        run.notes(),
        null,
        halving,
        run.createdAt(),
        null);
  }

  public static Run ownedBy(Run run, @Nullable PersonId owner) {
    return new Run(
        run.id(),
        run.version(),
        run.baseModel(),
        run.settings(),
        run.zip(),
        run.preview(),
        run.previewAfterTraining(),
        run.priority(),
        run.notes(),
        run.keep(),
        run.halving(),
        run.createdAt(),
        owner);
  }
}
