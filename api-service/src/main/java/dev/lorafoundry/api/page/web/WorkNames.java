package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.Preparations;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.page.web.QueueView.Named;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Says what pieces of work of any kind are, and where they are shown. */
final class WorkNames {
  private final Jobs jobs;
  private final Previews previews;
  private final Checkpoints checkpoints;
  private final Preparations preparations;
  private final LoraTasks loraTasks;
  private final Versions versions;

  WorkNames(
      Jobs jobs,
      Previews previews,
      Checkpoints checkpoints,
      Preparations preparations,
      LoraTasks loraTasks,
      Versions versions) {
    this.jobs = jobs;
    this.previews = previews;
    this.checkpoints = checkpoints;
    this.preparations = preparations;
    this.loraTasks = loraTasks;
    this.versions = versions;
  }

  static Phrase kind(WorkKind kind) {
    return Phrase.of("kind." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /**
   * Names for one answer, which asks for each version once.
   *
   * @param work most of which it will name: jobs and previews of it are asked for together
   */
  Round round(Collection<WorkId> work) {
    Map<PreviewId, Preview> shown = previews.all(ids(work, WorkKind.PREVIEW, PreviewId::new));
    return new Round(
        jobs.all(ids(work, WorkKind.TRAINING, JobId::new)),
        shown,
        checkpoints.all(
            shown.values().stream().map(preview -> preview.ticket().checkpoint()).toList()));
  }

  private static <I> List<I> ids(Collection<WorkId> work, WorkKind kind, Function<UUID, I> id) {
    return work.stream().filter(each -> each.kind() == kind).map(WorkId::value).map(id).toList();
  }

  /** See {@link #round}. */
  final class Round {
    private final Map<VersionId, String> titles = new HashMap<>();
    private final Map<JobId, Job> known;
    private final Map<PreviewId, Preview> shown;
    private final Map<CheckpointId, Checkpoint> ofShown;

    private Round(
        Map<JobId, Job> known,
        Map<PreviewId, Preview> shown,
        Map<CheckpointId, Checkpoint> ofShown) {
      this.known = known;
      this.shown = shown;
      this.ofShown = ofShown;
    }

    Optional<Job> job(JobId id) {
      return Optional.ofNullable(known.get(id)).or(() -> jobs.find(id));
    }

    private Optional<Preview> preview(PreviewId id) {
      return Optional.ofNullable(shown.get(id)).or(() -> previews.find(id));
    }

    private Optional<Checkpoint> checkpoint(CheckpointId id) {
      return Optional.ofNullable(ofShown.get(id)).or(() -> checkpoints.find(id));
    }

    Named of(Job job) {
      return new Named(
          kind(WorkKind.TRAINING),
          job.ticket().name(),
          "/jobs/" + job.id(),
          title(job.ticket().version()));
    }

    /** Empty if the work is gone. */
    Optional<Named> of(WorkId work) {
      Phrase kind = kind(work.kind());
      return switch (work.kind()) {
        case TRAINING -> job(new JobId(work.value())).map(this::of);
        case PREVIEW -> preview(new PreviewId(work.value())).map(preview -> named(kind, preview));
        case PREPARATION ->
            preparations
                .find(new PreparationId(work.value()))
                .map(
                    preparation ->
                        new Named(
                            kind,
                            title(preparation.version()),
                            "/versions/" + preparation.version() + "/dataset",
                            ""));
        case LORA_TASK ->
            loraTasks
                .find(new LoraTaskId(work.value()))
                .map(
                    task ->
                        new Named(
                            kind,
                            task.ticket().name(),
                            "/versions/" + task.ticket().version() + "/results",
                            title(task.ticket().version())));
      };
    }

    private Named named(Phrase kind, Preview preview) {
      Preview.Ticket ticket = preview.ticket();
      String name = checkpoint(ticket.checkpoint()).map(Checkpoint::name).orElse("");
      return new Named(
          kind,
          name,
          "/jobs/" + ticket.job() + "#checkpoint-" + ticket.checkpoint(),
          title(ticket.version()));
    }

    private String title(VersionId id) {
      return titles.computeIfAbsent(
          id,
          unknown ->
              versions
                  .find(unknown)
                  .map(version -> version.projectName() + " " + version.name())
                  .orElse(""));
    }
  }
}
