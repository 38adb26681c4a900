package dev.lorafoundry.api.run;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.Loras;
import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.model.RegisteredLora;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.StartSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import dev.lorafoundry.diffusion.memory.ModelShapes;
import dev.lorafoundry.tensor.Shape;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The LoRAs that trainings begin with, which settings name: checkpoints of this service, and files
 * that were registered.
 */
final class StartingLoras {
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final Loras loras;
  private final ModelRegister models;

  StartingLoras(Checkpoints checkpoints, Jobs jobs, Loras loras, ModelRegister models) {
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.loras = loras;
    this.models = models;
  }

  /**
   * What of the settings can't be begun with on this base model. In a transaction, nobody drops
   * what they name until it ends.
   */
  Set<SettingProblem> problems(List<TrainingSettings> combinations, BaseModel model) {
    Set<UUID> named =
        combinations.stream()
            .flatMap(settings -> settings.start().loras().stream())
            .collect(Collectors.toSet());
    Map<UUID, StartingLora> known = new HashMap<>(saved(named));
    registered(named, model.reference()).forEach(known::putIfAbsent);
    Set<SettingProblem> problems = new LinkedHashSet<>();
    for (TrainingSettings settings : combinations) {
      StartSettings start = settings.start();
      for (StartSettings.Merge merge : start.merges()) {
        misfit("mergeBefore", merge.lora(), known, model).ifPresent(problems::add);
      }
      start.start().ifPresent(id -> problems.addAll(begun(settings, id, known, model)));
    }
    return problems;
  }

  private static List<SettingProblem> begun(
      TrainingSettings settings, UUID id, Map<UUID, StartingLora> known, BaseModel model) {
    Optional<SettingProblem> misfit = misfit("startFrom", id, known, model);
    StartingLora lora = known.get(id);
    return misfit.isPresent() || lora == null
        ? misfit.stream().toList()
        : lora.problems(settings, RunChecks.known(model));
  }

  private static Optional<SettingProblem> misfit(
      String setting, UUID id, Map<UUID, StartingLora> known, BaseModel model) {
    StartingLora lora = known.get(id);
    Optional<String> why =
        lora == null
            ? Optional.of(
                "names checkpoint %s, which does not exist: use the id of one that a job saved, or of a LoRA that /api/v1/loras lists."
                    .formatted(id))
            : lora.misfit(model.reference().family());
    return why.map(text -> new SettingProblem(setting, id.toString(), setting + " " + text));
  }

  private Map<UUID, StartingLora> saved(Set<UUID> named) {
    Map<UUID, StartingLora> saved = new HashMap<>();
    for (Checkpoint checkpoint :
        checkpoints.inUse(named.stream().map(CheckpointId::new).toList())) {
      jobs.find(checkpoint.job())
          .ifPresent(
              job -> saved.put(checkpoint.id().value(), new StartingLora.Saved(checkpoint, job)));
    }
    return saved;
  }

  private Map<UUID, StartingLora> registered(Set<UUID> named, BaseModelReference model) {
    List<LoraId> ids = named.stream().map(LoraId::new).toList();
    Map<LoraId, RegisteredLora> found = loras.all(ids);
    if (found.isEmpty()) {
      return Map.of();
    }
    Map<LoraId, LoraOutline> outlines = loras.outlines(found.keySet());
    Map<String, Shape> shapes =
        models
            .registered(model.id())
            .map(known -> ModelShapes.of(model.family(), known.sizes()))
            .orElseThrow(() -> new IllegalStateException("base model " + model.id() + " is gone"));
    Map<UUID, StartingLora> registered = new HashMap<>();
    outlines.forEach(
        (id, outline) ->
            registered.put(
                id.value(),
                new StartingLora.Registered(requireNonNull(found.get(id)), outline, shapes)));
    return registered;
  }

  /** Where all that settings name is stored; to be asked when there are no problems. */
  List<LoraReference> of(TrainingSettings settings) {
    return settings.start().loras().stream().map(this::reference).toList();
  }

  private LoraReference reference(UUID id) {
    return checkpoints
        .find(new CheckpointId(id))
        .map(
            checkpoint ->
                new LoraReference(id, checkpoint.name(), checkpoint.key(), checkpoint.sha256()))
        .or(() -> loras.find(new LoraId(id)).map(RegisteredLora::reference))
        .orElseThrow(() -> new IllegalStateException("LoRA " + id + " is gone"));
  }
}
