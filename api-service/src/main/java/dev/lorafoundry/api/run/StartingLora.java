package dev.lorafoundry.api.run;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.model.RegisteredLora;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.training.StartRules;
import dev.lorafoundry.diffusion.training.TrainingRules;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A LoRA that trainings begin with. */
sealed interface StartingLora {
  /**
   * Why nothing can begin with it on a base model of this family, as what follows a setting's name;
   * empty if something can.
   */
  Optional<String> misfit(Family family);

  /** What settings that go on from it contradict. */
  List<SettingProblem> problems(TrainingSettings settings, TrainingRules.Model model);

  /** A checkpoint with the job that saved it. */
  record Saved(Checkpoint checkpoint, Job job) implements StartingLora {
    @Override
    public Optional<String> misfit(Family family) {
      Family own = job.ticket().baseModel().family();
      if (checkpoint.dropped()) {
        return Optional.of(
            "names checkpoint %s, whose file was dropped because its run keeps others: use one that is there."
                .formatted(checkpoint.id()));
      }
      return own == family
          ? Optional.empty()
          : Optional.of(
              "names checkpoint %s, which was trained on a base model of family %s, but this one is of family %s: use one of the same family."
                  .formatted(checkpoint.id(), own, family));
    }

    @Override
    public List<SettingProblem> problems(TrainingSettings settings, TrainingRules.Model model) {
      String name = "checkpoint " + checkpoint.id();
      return checkpoint.made()
          ? new OwnRanks(
                  settings,
                  name,
                  "it was made of others",
                  Set.of(NetworkType.LORA),
                  Set.of(Dora.OFF))
              .problems()
          : StartRules.problems(settings, job.ticket().settings(), name, model);
    }
  }

  /**
   * A file that was registered.
   *
   * @param base shapes of the base model's tensors by name
   */
  record Registered(RegisteredLora lora, LoraOutline outline, Map<String, Shape> base)
      implements StartingLora {
    @Override
    public Optional<String> misfit(Family family) {
      try {
        outline.requireFits(base, "It");
        return Optional.empty();
      } catch (LoraRefused e) {
        return Optional.of(
            "names LoRA %s, which does not fit the base model. %s Use one that was trained on a model of family %s."
                .formatted(lora.id(), e.getMessage(), family));
      }
    }

    @Override
    public List<SettingProblem> problems(TrainingSettings settings, TrainingRules.Model model) {
      return new OwnRanks(
              settings,
              "LoRA " + lora.id(),
              "it comes from a file",
              lora.traits().networks(),
              lora.traits().doras())
          .problems();
    }
  }

  /**
   * Settings that go on from a LoRA of which no settings tell the ranks.
   *
   * @param name of the LoRA
   * @param origin why it has ranks of its own
   */
  record OwnRanks(
      TrainingSettings settings,
      String name,
      String origin,
      Set<NetworkType> networks,
      Set<Dora> doras) {
    List<SettingProblem> problems() {
      List<SettingProblem> problems = new ArrayList<>();
      same("network", settings.network().network(), networks).ifPresent(problems::add);
      same("dora", settings.network().dora(), doras).ifPresent(problems::add);
      if (!settings.start().ranksFromStart()) {
        problems.add(
            new SettingProblem(
                "ranksFromStart",
                "false",
                "ranksFromStart false is not allowed with %s, which startFrom names: %s and has ranks of its own. Switch it on."
                    .formatted(name, origin)));
      }
      return problems;
    }

    private <C extends Enum<C> & Choice> Optional<SettingProblem> same(
        String setting, C given, Set<C> own) {
      if (own.equals(Set.of(given))) {
        return Optional.empty();
      }
      String remedy =
          own.size() == 1
              ? "use %s.".formatted(own.iterator().next().label())
              : "its modules are of several kinds (%s), which can be merged but not trained further."
                  .formatted(String.join(", ", own.stream().map(Choice::label).sorted().toList()));
      return Optional.of(
          new SettingProblem(
              setting,
              given.label(),
              "%s %s is not that of %s, which startFrom names: %s"
                  .formatted(setting, given.label(), name, remedy)));
    }
  }
}
