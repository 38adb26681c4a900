package dev.lorafoundry.api.run;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.StartSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The LoRAs that trainings begin with: the checkpoints of this service that settings name. */
final class StartingLoras {
  private final Checkpoints checkpoints;
  private final Jobs jobs;

  StartingLoras(Checkpoints checkpoints, Jobs jobs) {
    this.checkpoints = checkpoints;
    this.jobs = jobs;
  }

  /** A checkpoint with the job that saved it. */
  private record Found(Checkpoint checkpoint, Job job) {}

  /**
   * What of the settings can't be begun with on a base model of this family. In a transaction,
   * nobody drops what they name until it ends.
   */
  Set<SettingProblem> problems(List<TrainingSettings> combinations, Family family) {
    Map<UUID, Found> known = found(combinations);
    Set<SettingProblem> problems = new LinkedHashSet<>();
    for (TrainingSettings settings : combinations) {
      StartSettings start = settings.start();
      start.start().ifPresent(id -> check("startFrom", id, known, family).forEach(problems::add));
      start
          .merges()
          .forEach(
              merge ->
                  check("mergeBefore", merge.checkpoint(), known, family).forEach(problems::add));
      start
          .start()
          .map(known::get)
          .ifPresent(
              found -> {
                problems.addAll(networkProblems(settings, found));
                problems.addAll(sizeProblems(settings, found));
              });
    }
    return problems;
  }

  private List<SettingProblem> check(
      String setting, UUID id, Map<UUID, Found> known, Family family) {
    Found found = known.get(id);
    if (found == null) {
      return List.of(
          new SettingProblem(
              setting,
              id.toString(),
              "%s names checkpoint %s, which does not exist: use the id of one that a job saved."
                  .formatted(setting, id)));
    }
    if (found.checkpoint().dropped()) {
      return List.of(
          new SettingProblem(
              setting,
              id.toString(),
              "%s names checkpoint %s, whose file was dropped because its run keeps others: use one that is there."
                  .formatted(setting, id)));
    }
    Family own = found.job().ticket().baseModel().family();
    return own == family
        ? List.of()
        : List.of(
            new SettingProblem(
                setting,
                id.toString(),
                "%s names checkpoint %s, which was trained on a base model of family %s, but this one is of family %s: use one of the same family."
                    .formatted(setting, id, own, family)));
  }

  private Map<UUID, Found> found(List<TrainingSettings> combinations) {
    Set<CheckpointId> named =
        combinations.stream()
            .flatMap(settings -> settings.start().checkpoints().stream())
            .map(CheckpointId::new)
            .collect(Collectors.toSet());
    Map<UUID, Found> found = new HashMap<>();
    for (Checkpoint checkpoint : checkpoints.inUse(named)) {
      jobs.find(checkpoint.job())
          .ifPresent(job -> found.put(checkpoint.id().value(), new Found(checkpoint, job)));
    }
    return found;
  }

  private static List<SettingProblem> networkProblems(TrainingSettings settings, Found found) {
    NetworkType given = settings.network().network();
    NetworkType own = found.job().ticket().settings().network().network();
    return given == own
        ? List.of()
        : List.of(
            new SettingProblem(
                "network",
                given.label(),
                "network %s is not that of checkpoint %s, which startFrom names: use %s."
                    .formatted(given.label(), found.checkpoint().id(), own.label())));
  }

  /** Ranks, alphas and a LoKr's factor are those of the LoRA, unless they are taken from it. */
  private static List<SettingProblem> sizeProblems(TrainingSettings settings, Found found) {
    TrainingSettings own = found.job().ticket().settings();
    List<SettingProblem> problems = new ArrayList<>();
    if (settings.start().ranksFromStart() || own.start().ranksFromStart()) {
      return problems;
    }
    int rank = settings.network().rank();
    if (rank != own.network().rank()) {
      problems.add(sizeProblem("rank", rank, own.network().rank(), found));
    }
    double alpha = settings.network().alpha();
    if (alpha != own.network().alpha()) {
      problems.add(sizeProblem("alpha", alpha, own.network().alpha(), found));
    }
    int factor = settings.network().lokrFactor();
    if (isLokr(settings) && isLokr(own) && factor != own.network().lokrFactor()) {
      problems.add(sizeProblem("lokrFactor", factor, own.network().lokrFactor(), found));
    }
    return problems;
  }

  private static boolean isLokr(TrainingSettings settings) {
    return settings.network().network() == NetworkType.LOKR;
  }

  private static SettingProblem sizeProblem(
      String setting, Object given, Object trained, Found found) {
    return new SettingProblem(
        setting,
        String.valueOf(given),
        "%s %s is not that of checkpoint %s, which startFrom names: use %s, or switch ranksFromStart on."
            .formatted(setting, given, found.checkpoint().id(), trained));
  }

  /** Where all that settings name is stored; to be asked when there are no problems. */
  List<LoraReference> of(TrainingSettings settings) {
    return settings.start().checkpoints().stream().map(this::reference).toList();
  }

  private LoraReference reference(UUID id) {
    Checkpoint checkpoint =
        checkpoints
            .find(new CheckpointId(id))
            .orElseThrow(() -> new IllegalStateException("checkpoint " + id + " is gone"));
    return new LoraReference(
        checkpoint.id(), checkpoint.name(), checkpoint.key(), checkpoint.sha256());
  }
}
