package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkRequest;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Starts preparations: a task for the workers that turns pictures into training pictures. Only
 * pictures that have none of the wanted form are looked at.
 */
public final class PrepareDataset {
  private static final DispatchId FIRST = new DispatchId(1);

  private final Pictures pictures;
  private final PreparationPlans plans;
  private final OpenVersions open;
  private final Preparations preparations;
  private final WorkQueue queue;
  private final LiveEvents live;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  PrepareDataset(
      Pictures pictures,
      PreparationPlans plans,
      OpenVersions open,
      Preparations preparations,
      WorkQueue queue,
      LiveEvents live,
      TransactionOperations transactions,
      InstantSource clock) {
    this.pictures = pictures;
    this.plans = plans;
    this.open = open;
    this.preparations = preparations;
    this.queue = queue;
    this.live = live;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Starts a preparation.
   *
   * @param given settings to change before; absent: as they are
   * @throws dev.lorafoundry.api.project.VersionArchived if it takes no new jobs
   * @throws PreparationRefused if there is nothing to prepare or one is under way
   * @throws dev.lorafoundry.contracts.settings.InvalidSettings if the settings can't be used
   */
  public Preparation start(VersionId version, @Nullable Map<String, @Nullable Object> given) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              pictures.lock(version);
              open.require(version);
              return start(version, settings(version, given));
            }));
  }

  private PreparationSettings settings(
      VersionId version, @Nullable Map<String, @Nullable Object> given) {
    SettingsEdition present = plans.of(version);
    if (given == null) {
      return present.settings();
    }
    PreparationSettings settings = SettingsCatalogue.PREPARATION.read(given, present.settings());
    if (!settings.equals(present.settings())
        && !plans.change(version, present.changedTo(settings))) {
      throw PreparationRefused.changed(version);
    }
    return settings;
  }

  private Preparation start(VersionId version, PreparationSettings settings) {
    List<Picture> all = pictures.all(version);
    if (all.isEmpty()) {
      throw PreparationRefused.empty(version);
    }
    PictureForm form = PictureForm.of(settings);
    List<Picture> missing =
        all.stream().filter(picture -> !picture.outcome().hasForm(form)).toList();
    Preparation preparation = preparation(version, form, missing.size());
    if (!preparations.add(preparation, missing)) {
      throw PreparationRefused.underWay(version);
    }
    if (!missing.isEmpty()) {
      submit(preparation, settings, missing);
    }
    live.changed(LiveTopic.PREPARATION, preparation.id().value(), version, null);
    return preparation;
  }

  private Preparation preparation(VersionId version, PictureForm form, int total) {
    Instant now = clock.instant();
    boolean nothing = total == 0;
    return new Preparation(
        PreparationId.random(),
        version,
        form,
        nothing ? WorkState.DONE : WorkState.QUEUED,
        total,
        0,
        List.of(),
        nothing ? "Every picture is prepared already." : "",
        now,
        nothing ? now : null);
  }

  private void submit(
      Preparation preparation, PreparationSettings settings, List<Picture> missing) {
    PreparationJob job =
        new PreparationJob(
            preparation.id(),
            FIRST,
            preparation.version(),
            settings,
            missing.stream().map(Picture::forWorker).toList());
    queue.submit(new WorkRequest(WorkId.of(preparation.id()), Team.DEFAULT, Priority.NORMAL, job));
  }

  /**
   * Ends a preparation; what it has done so far stays.
   *
   * @throws PreparationNotFound if there is none
   * @throws dev.lorafoundry.api.queue.TransitionRefused if it has ended
   */
  public Preparation cancel(PreparationId id) {
    if (preparations.find(id).isEmpty()) {
      throw new PreparationNotFound(id);
    }
    var unused = queue.cancel(WorkId.of(id), "Cancelled by a person.");
    return preparations.find(id).orElseThrow(() -> new PreparationNotFound(id));
  }
}
