package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.schedule.LearningRateSchedule;
import java.util.function.Supplier;

/** Refuses, before anything is computed, what can't be trained. */
final class TrainingChecks {
  private TrainingChecks() {}

  static void check(TrainingBase base, TrainingSettings settings, DatasetSnapshot snapshot) {
    BaseModelFile file = base.file();
    require(
        !snapshot.pictures().isEmpty(),
        () -> "The dataset has no pictures: upload some and prepare the dataset.");
    require(
        settings.network().rank() <= file.largestRank(),
        () ->
            "rank %d is larger than the smallest layer of the base model: use at most %d."
                .formatted(settings.network().rank(), file.largestRank()));
    Integer convRank = settings.network().convRank();
    require(
        convRank == null || convRank <= file.largestRank(),
        () ->
            "convRank %d is larger than the smallest layer of the base model: use at most %d."
                .formatted(convRank, file.largestRank()));
    OptimiserChecks.check(settings);
    checkText(base, settings);
    checkLoss(base.prediction(), settings.loss());
    long steps = TrainingData.batches(settings, snapshot).totalSteps();
    LearningRateSchedule.problem(settings, steps)
        .ifPresent(
            problem -> {
              throw new TrainingRefused(problem);
            });
  }

  private static void checkLoss(PredictionType prediction, LossSettings settings) {
    require(
        prediction == PredictionType.V || !settings.scaleVPrediction(),
        () ->
            "scaleVPrediction is not allowed with a base model that predicts noise: leave it out,"
                + " or choose a model that predicts v.");
    require(
        prediction == PredictionType.EPSILON || settings.vPredictionLikeLoss() == null,
        () ->
            "vPredictionLikeLoss %s is not allowed with a base model that predicts v: leave it"
                    .formatted(settings.vPredictionLikeLoss())
                + " out, or choose a model that predicts noise.");
  }

  private static void checkText(TrainingBase base, TrainingSettings settings) {
    int skip = settings.text().clipSkip();
    require(
        base.file().family() != Family.SDXL || skip == 1,
        () ->
            "clipSkip %d is not allowed with a base model of family SDXL, which always uses the layer before the last: leave it at 1."
                .formatted(skip));
    int layers = base.file().usedTextLayers();
    require(
        skip <= layers,
        () ->
            "clipSkip %d is not allowed: the base model's text encoder has %d layers."
                .formatted(skip, layers));
    base.file().requireKnown(base.tokenizer());
  }

  static void require(boolean met, Supplier<String> message) {
    if (!met) {
      throw new TrainingRefused(message.get());
    }
  }
}
