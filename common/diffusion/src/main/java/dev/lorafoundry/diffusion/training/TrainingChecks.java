package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Refuses, before anything is computed, what can't be trained. */
final class TrainingChecks {
  private TrainingChecks() {}

  /**
   * @param lora that the settings name to start from
   */
  static TrainedNetwork check(
      TrainingBase base,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      Optional<LoraFile> lora) {
    if (snapshot.shown().isEmpty()) {
      throw new TrainingRefused(
          snapshot.pictures().isEmpty()
              ? "The dataset has no pictures: upload some and prepare the dataset."
              : "The dataset has regularisation pictures only: upload pictures to be trained as well.");
    }
    BaseModelFile file = base.file();
    long steps = new TrainingLengths(snapshot).of(settings).totalSteps();
    List<SettingProblem> problems =
        new ArrayList<>(
            TrainingRules.problems(
                settings,
                new TrainingRules.Model(
                    file.family(), base.prediction(), file.largestRank(), file.usedTextLayers()),
                OptionalLong.of(steps)));
    ValidationRules.problem(settings.validation(), snapshot).ifPresent(problems::add);
    CropRules.problem(settings.pictures(), snapshot).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new TrainingRefused(
          problems.stream().map(SettingProblem::message).collect(Collectors.joining(" ")));
    }
    TrainedNetwork trained = TrainedNetwork.of(base, settings, lora);
    if (trained.network().names().isEmpty()) {
      throw new TrainingRefused(
          settings.start().ranksFromStart()
              ? "The LoRA of startFrom has no module of what is trained: choose another train."
              : BlockRules.NO_MODULE);
    }
    file.requireKnown(base.tokenizer());
    return trained;
  }
}
