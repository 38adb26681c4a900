package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/** How long and in what portions a job trains. */
public record LoopSettings(
    @Setting(
            help = "How often the whole dataset, with its repeats, is shown.",
            min = 1,
            max = 10_000,
            unit = "epochs",
            sdScripts = "max_train_epochs",
            original = "train_num_epochs")
        int epochs,
    @Setting(
            help =
                "Steps after which a job ends, however many epochs these are: epochs does not count"
                    + " then. Absent: a job is as long as its epochs.",
            min = 1,
            max = 10_000_000,
            unit = "steps",
            sdScripts = "max_train_steps")
        @Nullable Integer maxSteps,
    @Setting(
            help = "Pictures shown at once.",
            min = 1,
            max = 256,
            unit = "pictures",
            sdScripts = "train_batch_size",
            original = "train_batch_size")
        int batchSize,
    @Setting(
            help = "Batches whose gradients are averaged before each update.",
            min = 1,
            max = 1024,
            sdScripts = "gradient_accumulation_steps")
        int gradientAccumulationSteps,
    @Setting(
            help = "Start of all random draws: the same seed gives the same LoRA.",
            min = 0,
            max = 4_294_967_295.0,
            sdScripts = "seed")
        long seed) {
  public static final LoopSettings DEFAULTS = new LoopSettings(20, null, 1, 1, 23);

  public LoopSettings {
    SettingsCheck.of(LoopSettings.class)
        .value("epochs", epochs)
        .value("maxSteps", maxSteps)
        .value("batchSize", batchSize)
        .value("gradientAccumulationSteps", gradientAccumulationSteps)
        .value("seed", seed)
        .finish();
  }
}
