package dev.lorafoundry.api.run;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.StartSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.training.StartRules;
import dev.lorafoundry.diffusion.training.TrainingRules;
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
  private record Found(Checkpoint checkpoint, Job job) {
    Family family() {
      return job.ticket().baseModel().family();
    }

    List<SettingProblem> problems(TrainingSettings settings, TrainingRules.Model model) {
      return checkpoint.made()
          ? ofMade(settings, checkpoint.id())
          : StartRules.problems(
              settings, job.ticket().settings(), "checkpoint " + checkpoint.id(), model);
    }
  }

  /**
   * What of the settings can't be begun with on this base model. In a transaction, nobody drops
   * what they name until it ends.
   */
  Set<SettingProblem> problems(List<TrainingSettings> combinations, TrainingRules.Model model) {
    Family family = model.family();
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
          .filter(found -> found.family() == model.family())
          .ifPresent(found -> problems.addAll(found.problems(settings, model)));
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
    Family own = found.family();
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

  /** Of what was made of others no settings tell the ranks. */
  private static List<SettingProblem> ofMade(TrainingSettings settings, CheckpointId made) {
    List<SettingProblem> problems = new ArrayList<>();
    NetworkType given = settings.network().network();
    if (given != NetworkType.LORA) {
      problems.add(
          new SettingProblem(
              "network",
              given.label(),
              "network %s is not that of checkpoint %s, which startFrom names: use LoRA."
                  .formatted(given.label(), made)));
    }
    Dora dora = settings.network().dora();
    if (dora != Dora.OFF) {
      problems.add(
          new SettingProblem(
              "dora",
              dora.label(),
              "dora %s is not that of checkpoint %s, which startFrom names: use off."
                  .formatted(dora.label(), made)));
    }
    if (!settings.start().ranksFromStart()) {
      problems.add(
          new SettingProblem(
              "ranksFromStart",
              "false",
              "ranksFromStart false is not allowed with checkpoint %s, which startFrom names: it was made of others and has ranks of its own. Switch it on."
                  .formatted(made)));
    }
    return problems;
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
