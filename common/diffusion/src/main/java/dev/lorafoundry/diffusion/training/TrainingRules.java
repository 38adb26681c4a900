package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.model.ClipSkip;
import dev.lorafoundry.diffusion.schedule.LearningRateSchedule;
import java.util.List;
import java.util.OptionalLong;

/** Says which settings can't be trained together, or with a base model: every problem at once. */
public final class TrainingRules {
  /**
   * What must be known of a base model.
   *
   * @param largestRank of a LoRA that every layer can carry
   * @param textLayers of the text encoder, as far as the model uses them
   */
  public record Model(Family family, PredictionType prediction, int largestRank, int textLayers) {}

  private TrainingRules() {}

  /**
   * @param steps of the whole training, if they are known
   * @return none if nothing is wrong
   */
  public static List<SettingProblem> problems(
      TrainingSettings settings, Model model, OptionalLong steps) {
    Refusals refusals = new Refusals();
    NetworkRules.check(settings, refusals);
    BlockRules.check(settings, model, refusals);
    checkClipSkip(settings.text().clipSkip(), model, refusals);
    checkLoss(settings.loss(), model.prediction(), refusals);
    OptimiserRules.check(settings, model.family(), refusals);
    CaptionRules.check(settings.captions(), refusals);
    steps.ifPresent(
        known -> LearningRateSchedule.problem(settings, known).ifPresent(refusals::add));
    return refusals.all();
  }

  private static void checkClipSkip(int skip, Model model, Refusals refusals) {
    ClipSkip.problem(model.family(), model.textLayers(), skip)
        .ifPresent(
            problem -> refusals.add(new SettingProblem("clipSkip", String.valueOf(skip), problem)));
  }

  private static void checkLoss(
      LossSettings settings, PredictionType prediction, Refusals refusals) {
    refusals.require(
        prediction == PredictionType.V || !settings.scaleVPrediction(),
        "scaleVPrediction",
        true,
        () ->
            "scaleVPrediction is not allowed with a base model that predicts noise: leave it out,"
                + " or choose a model that predicts v.");
    Double like = settings.vPredictionLikeLoss();
    if (like != null) {
      refusals.require(
          prediction == PredictionType.EPSILON,
          "vPredictionLikeLoss",
          like,
          () ->
              "vPredictionLikeLoss %s is not allowed with a base model that predicts v: leave it out, or choose a model that predicts noise."
                  .formatted(like));
    }
  }
}
