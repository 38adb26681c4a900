package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.model.Loras;
import dev.lorafoundry.api.model.RegisteredLora;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run may go on from: checkpoints of its project, and registered LoRAs. */
final class StartChoices {
  private static final int MOST_SHOWN = 200;

  private final Versions versions;
  private final Projects projects;
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final Loras loras;

  StartChoices(
      Versions versions, Projects projects, Checkpoints checkpoints, Jobs jobs, Loras loras) {
    this.versions = versions;
    this.projects = projects;
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.loras = loras;
  }

  /**
   * Checkpoints whose files are there, newest first, those of single steps last, then LoRAs, and no
   * more than anybody looks through; none is chosen.
   *
   * @throws VersionNotFound if there is no such version
   */
  List<Field.Option> of(VersionId id) {
    Version version = versions.find(id).orElseThrow(() -> new VersionNotFound(id));
    Map<VersionId, String> names =
        projects.find(version.project()).map(Project::versions).orElse(List.of()).stream()
            .map(DatedVersion::version)
            .collect(Collectors.toMap(Version::id, Version::name));
    List<Checkpoint> newest = checkpoints.newest(names.keySet(), MOST_SHOWN);
    Map<JobId, String> jobNames = jobs.namesOf(newest.stream().map(Checkpoint::job).toList());
    Stream<Field.Option> saved =
        newest.stream()
            .map(each -> option(each, known(names, each.version()), known(jobNames, each.job())));
    return Stream.concat(saved, loras.list(0, MOST_SHOWN).stream().map(StartChoices::option))
        .toList();
  }

  private static <K> String known(Map<K, String> names, K id) {
    return Objects.requireNonNull(names.get(id), () -> "no name of " + id);
  }

  private static Field.Option option(RegisteredLora lora) {
    Phrase about =
        Phrase.of("loras.choice", lora.name(), LoraShelf.kind(lora), Words.bytes(lora.bytes()));
    return new Field.Option(lora.id().toString(), about, false);
  }

  private static Field.Option option(Checkpoint checkpoint, String version, String job) {
    Phrase about =
        checkpoint.made()
            ? Phrase.of("train.start-from-made", version, checkpoint.stem())
            : Phrase.of(
                "train.start-from",
                version,
                job,
                CheckpointView.place(checkpoint),
                checkpoint.averageLoss());
    return new Field.Option(checkpoint.id().toString(), about, false);
  }
}
