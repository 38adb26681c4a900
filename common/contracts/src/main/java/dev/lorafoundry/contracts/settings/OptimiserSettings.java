package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/**
 * The optimiser and its learning rates. Absent values are the optimiser's own: AdamW and AdamW8bit
 * (0.9, 0.999, 1e-8, weight decay 0.01), Lion, Lion8bit and DAdaptLion (0.9, 0.99, weight decay 0),
 * the others (0.9, 0.999, 1e-8, weight decay 0), where they have such numbers at all.
 */
public record OptimiserSettings(
    @Setting(
            help =
                "Algorithm that turns gradients into updates. Lion wants rates 3 to 10 times"
                    + " lower than AdamW, Prodigy and D-Adaptation a rate of 1. AdamW8bit and Lion8bit"
                    + " remember in a quarter of the memory, with fewer digits.",
            sdScripts = "optimizer_type",
            original = "train_optimizer_type")
        OptimiserType optimizer,
    @Setting(
            help = "Learning rate of everything that has none of its own.",
            above = 0,
            max = 10,
            sdScripts = "learning_rate",
            original = "train_learning_rate")
        double learningRate,
    @Setting(
            help = "Learning rate of the U-Net's modules; absent: the learning rate.",
            above = 0,
            max = 10,
            sdScripts = "unet_lr")
        @Nullable Double unetLearningRate,
    @Setting(
            help =
                "Learning rate of the text encoder's modules, of SDXL's first one or of both;"
                    + " absent: the learning rate. Of several rates that are given to sd-scripts"
                    + " the first counts for both.",
            above = 0,
            max = 10,
            sdScripts = "text_encoder_lr")
        @Nullable Double textEncoderLearningRate,
    @Setting(
            help =
                "SDXL only: learning rate of the second text encoder's modules; 0 leaves them as"
                    + " they begin. Absent: that of the first.",
            min = 0,
            max = 10)
        @Nullable Double textEncoder2LearningRate,
    @Setting(
            help = "Weight decay; absent: the optimiser's own.",
            min = 0,
            max = 1,
            sdScripts = "optimizer_args weight_decay")
        @Nullable Double weightDecay,
    @Setting(
            help = "Decay of the first moment; absent: the optimiser's own.",
            min = 0,
            max = 0.99999,
            sdScripts = "optimizer_args betas, optimizer_args beta1")
        @Nullable Double beta1,
    @Setting(
            help = "Decay of the second moment; absent: the optimiser's own.",
            min = 0,
            max = 0.99999,
            sdScripts = "optimizer_args betas")
        @Nullable Double beta2,
    @Setting(
            help = "Added to the denominator; absent: 1e-8, or 1e-30 for AdaFactor.",
            above = 0,
            max = 1,
            sdScripts = "optimizer_args eps")
        @Nullable Double epsilon,
    @Setting(
            help = "Momentum of SGDNesterov; absent: 0.9.",
            above = 0,
            max = 0.99999,
            sdScripts = "optimizer_args momentum")
        @Nullable Double momentum,
    @Setting(
            help = "LoRA+: the rates of the second matrices are multiplied by this; absent: 1.",
            above = 0,
            max = 1000,
            sdScripts = "network_args loraplus_lr_ratio")
        @Nullable Double loraPlusRatio,
    @Setting(
            help = "As loraPlusRatio, for the U-Net alone; absent: that one.",
            above = 0,
            max = 1000,
            sdScripts = "network_args loraplus_unet_lr_ratio")
        @Nullable Double loraPlusUnetRatio,
    @Setting(
            help = "As loraPlusRatio, for the text encoder alone; absent: that one.",
            above = 0,
            max = 1000,
            sdScripts = "network_args loraplus_text_encoder_lr_ratio")
        @Nullable Double loraPlusTextEncoderRatio,
    @Setting(
            help = "Gradients are scaled down to this total norm; 0 switches that off.",
            min = 0,
            max = 1000,
            sdScripts = "max_grad_norm")
        double maxGradNorm,
    @Setting(
            help =
                "Modules whose change of a layer is larger than this norm are scaled down after"
                    + " every batch; absent: they may grow.",
            above = 0,
            max = 1000,
            sdScripts = "scale_weight_norms")
        @Nullable Double scaleWeightNorms) {
  public static final OptimiserSettings DEFAULTS =
      new OptimiserSettings(
          OptimiserType.LION,
          1e-4,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          1,
          null);

  public OptimiserSettings {
    SettingsCheck.of(OptimiserSettings.class)
        .value("optimizer", optimizer)
        .value("learningRate", learningRate)
        .value("unetLearningRate", unetLearningRate)
        .value("textEncoderLearningRate", textEncoderLearningRate)
        .value("textEncoder2LearningRate", textEncoder2LearningRate)
        .value("weightDecay", weightDecay)
        .value("beta1", beta1)
        .value("beta2", beta2)
        .value("epsilon", epsilon)
        .value("momentum", momentum)
        .value("loraPlusRatio", loraPlusRatio)
        .value("loraPlusUnetRatio", loraPlusUnetRatio)
        .value("loraPlusTextEncoderRatio", loraPlusTextEncoderRatio)
        .value("maxGradNorm", maxGradNorm)
        .value("scaleWeightNorms", scaleWeightNorms)
        .finish();
  }
}
