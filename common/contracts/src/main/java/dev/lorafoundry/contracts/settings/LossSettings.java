package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/** How the error of a prediction is measured and weighted. */
public record LossSettings(
    @Setting(
            help =
                "How errors are measured; l1, huber and smooth_l1 give outliers less weight than"
                    + " l2.",
            sdScripts = "loss_type")
        LossType lossType,
    @Setting(
            help =
                "How the threshold of huber and smooth_l1 falls with the noise; constant: not at"
                    + " all.",
            sdScripts = "huber_schedule")
        HuberSchedule huberSchedule,
    @Setting(
            help =
                "Errors beyond this threshold of huber and smooth_l1 count linearly; at the noisiest"
                    + " timestep, unless the schedule is constant.",
            above = 0,
            max = 100,
            sdScripts = "huber_c")
        double huberC,
    @Setting(
            help =
                "Multiplies the threshold of the constant and the exponential schedule, not of snr.",
            above = 0,
            max = 1000,
            sdScripts = "huber_scale")
        double huberScale,
    @Setting(
            help = "Caps the weight of nearly clean steps (min-SNR; 5 is usual); absent: no cap.",
            above = 0,
            max = 1000,
            sdScripts = "min_snr_gamma")
        @Nullable Double minSnrGamma,
    @Setting(
            help = "Weights timesteps as a model of noise would; for base models that predict v.",
            sdScripts = "scale_v_pred_loss_like_noise_pred")
        boolean scaleVPrediction,
    @Setting(
            help =
                "Adds so much of the weights that a model of v has; for base models that predict"
                    + " noise.",
            above = 0,
            max = 1000,
            sdScripts = "v_pred_like_loss")
        @Nullable Double vPredictionLikeLoss,
    @Setting(
            help = "Gives noisy steps more weight, nearly clean ones less (debiased estimation).",
            sdScripts = "debiased_estimation_loss")
        boolean debiasedEstimation,
    @Setting(
            help =
                "How much regularisation pictures count beside those that are trained; without such"
                    + " pictures it changes nothing.",
            min = 0,
            max = 100,
            sdScripts = "prior_loss_weight")
        double priorLossWeight,
    @Setting(
            help =
                "Where the mask of a picture is black nothing is learned, where it is grey less."
                    + " Masks are uploaded in a folder masks of a zip file, or are the transparency"
                    + " of pictures that were prepared with alphaMask; others count as a whole.",
            sdScripts = "masked_loss, alpha_mask")
        boolean maskedLoss) {
  public static final LossSettings DEFAULTS =
      new LossSettings(LossType.L2, HuberSchedule.SNR, 0.1, 1, null, false, null, false, 1, false);

  public LossSettings {
    SettingsCheck.of(LossSettings.class)
        .value("lossType", lossType)
        .value("huberSchedule", huberSchedule)
        .value("huberC", huberC)
        .value("huberScale", huberScale)
        .value("minSnrGamma", minSnrGamma)
        .value("scaleVPrediction", scaleVPrediction)
        .value("vPredictionLikeLoss", vPredictionLikeLoss)
        .value("debiasedEstimation", debiasedEstimation)
        .value("priorLossWeight", priorLossWeight)
        .value("maskedLoss", maskedLoss)
        .finish();
  }
}
