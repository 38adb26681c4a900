package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.run.RunNotFound;
import dev.lorafoundry.api.run.RunSettings;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.api.run.SeedDraw;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** What people ask of previews: one settings for any number of checkpoints. */
public final class PreviewRequests {
  private final PreviewDesk desk;
  private final OpenVersions open;
  private final Runs runs;
  private final SeedDraw seeds;
  private final RunSettings limits;
  private final TransactionOperations transactions;

  PreviewRequests(
      PreviewDesk desk,
      OpenVersions open,
      Runs runs,
      SeedDraw seeds,
      RunSettings limits,
      TransactionOperations transactions) {
    this.desk = desk;
    this.open = open;
    this.runs = runs;
    this.seeds = seeds;
    this.limits = limits;
    this.transactions = transactions;
  }

  /** Most previews that one request may ask for. */
  public int mostAtOnce() {
    return limits.maxPreviewsPerRequest();
  }

  /**
   * Queues a preview of each of these checkpoints, all with the same seeds.
   *
   * @param given settings by name; what is not named is as in the run of the last checkpoint
   * @throws dev.lorafoundry.api.project.VersionArchived if a version of one takes no new jobs
   * @throws InvalidSettings with every problem, or if there are more checkpoints than one request
   *     may ask for
   */
  public List<Preview> ask(
      List<Checkpoint> checkpoints, Map<String, ? extends @Nullable Object> given) {
    PreviewSettings asked = SettingsCatalogue.PREVIEW.read(given, usual(checkpoints));
    if (checkpoints.isEmpty()) {
      return List.of();
    }
    if (checkpoints.size() > mostAtOnce()) {
      throw tooManyPreviews(checkpoints.size());
    }
    if (asked.pictures() > limits.maxPicturesPerPreview()) {
      throw tooManyPictures(asked.pictures());
    }
    PreviewSettings settings = seeds.finalSeeds(asked);
    return transactions.execute(
        status -> {
          checkpoints.stream().map(Checkpoint::version).distinct().forEach(open::require);
          return desk.ask(checkpoints, settings);
        });
  }

  /** Without a checkpoint there is no run to take them from: mistakes are told all the same. */
  private PreviewSettings usual(List<Checkpoint> checkpoints) {
    if (checkpoints.isEmpty()) {
      return PreviewSettings.DEFAULTS;
    }
    RunId run = checkpoints.get(checkpoints.size() - 1).run();
    return runs.find(run).orElseThrow(() -> new RunNotFound(run)).preview();
  }

  private InvalidSettings tooManyPreviews(int asked) {
    return refused(
        "checkpoints",
        asked,
        "The request asks for %d previews, one of each checkpoint, at most %d are allowed: ask job by job or checkpoint by checkpoint."
            .formatted(asked, mostAtOnce()));
  }

  private InvalidSettings tooManyPictures(long asked) {
    return refused(
        "preview",
        asked,
        "Each preview would have %d pictures, at most %d are allowed: give fewer values or smaller batches."
            .formatted(asked, limits.maxPicturesPerPreview()));
  }

  private static InvalidSettings refused(String setting, long given, String message) {
    return new InvalidSettings(List.of(new SettingProblem(setting, Long.toString(given), message)));
  }
}
