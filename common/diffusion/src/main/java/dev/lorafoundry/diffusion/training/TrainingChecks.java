package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.BlockPlan;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Refuses, before anything is computed, what can't be trained. */
final class TrainingChecks {
  private TrainingChecks() {}

  static void check(TrainingBase base, TrainingSettings settings, DatasetSnapshot snapshot) {
    if (snapshot.pictures().isEmpty()) {
      throw new TrainingRefused(
          "The dataset has no pictures: upload some and prepare the dataset.");
    }
    BaseModelFile file = base.file();
    DatasetSnapshot trained = DatasetSplit.of(snapshot, settings.validation()).training();
    List<SettingProblem> problems =
        new ArrayList<>(
            TrainingRules.problems(
                settings,
                new TrainingRules.Model(
                    file.family(), base.prediction(), file.largestRank(), file.usedTextLayers()),
                OptionalLong.of(TrainingData.batches(settings, trained).totalSteps())));
    ValidationRules.problem(settings.validation(), DatasetSplit.originals(snapshot))
        .ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new TrainingRefused(
          problems.stream().map(SettingProblem::message).collect(Collectors.joining(" ")));
    }
    BlockPlan plan = BlockPlan.of(file.family(), settings.network(), settings.blocks());
    if (LoraNetwork.create(file.shapes(), file.family(), plan).names().isEmpty()) {
      throw new TrainingRefused(
          "No layer of the base model gets a module: give blocks that it has a rank above 0.");
    }
    file.requireKnown(base.tokenizer());
  }
}
