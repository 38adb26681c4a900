package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.MetadataSettings;
import dev.lorafoundry.contracts.settings.NoiseSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.TextSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.contracts.settings.ValidationSettings;
import dev.lorafoundry.tensor.DType;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What LoRA files say of their training, by the names and in the notation of sd-scripts. */
final class KohyaMetadata {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ONE_CHUNK = 75;
  private static final int LAST_LAYER = TextSettings.DEFAULTS.clipSkip();
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private final TrainingBase base;
  private final TrainingSettings settings;
  private final DatasetSnapshot snapshot;
  private final LoraMetadata given;
  private final KohyaFamily family;
  private final Map<String, String> texts = new LinkedHashMap<>();

  KohyaMetadata(
      TrainingBase base, TrainingSettings settings, DatasetSnapshot snapshot, LoraMetadata given) {
    this.base = base;
    this.settings = settings;
    this.snapshot = snapshot;
    this.given = given;
    this.family = new KohyaFamily(base.file().family(), base.prediction());
  }

  /** All texts by name, for a file that is saved now. */
  Map<String, String> of(TrainingSession session) throws IOException {
    texts.putAll(KohyaDefaults.texts());
    putCourse(session);
    putOptimiser(session);
    putLoss();
    putNoise();
    putNetwork();
    putModel();
    putDataset(session);
    putValidation(session);
    putCaptions();
    putModelspec(new KohyaDataset(snapshot, settings).resolution());
    return texts;
  }

  private void putCourse(TrainingSession session) {
    put(
        "ss_sd_scripts_commit_hash",
        "(unknown)"); // why: as sd-scripts says outside of its own checkout
    put("ss_session_id", given.session());
    put("ss_training_started_at", seconds(given.startedAt()));
    put("ss_training_finished_at", seconds(given.savedAt()));
    put("ss_output_name", given.outputName());
    put(
        "ss_training_comment",
        Objects.requireNonNullElse(settings.metadata().trainingComment(), given.comment()));
    put("ss_steps", session.step());
    put("ss_epoch", session.epochsDone());
    put("ss_num_epochs", session.epochs());
    put("ss_max_train_steps", session.totalSteps());
    put("ss_seed", settings.loop().seed());
  }

  private void putOptimiser(TrainingSession session) {
    OptimiserSettings optimiser = settings.optimiser();
    put("ss_optimizer", KohyaOptimiser.of(settings));
    putRates(optimiser);
    put("ss_max_grad_norm", optimiser.maxGradNorm());
    put("ss_scale_weight_norms", optimiser.scaleWeightNorms());
    put("ss_lr_scheduler", KohyaOptimiser.schedulerOf(settings));
    put("ss_lr_warmup_steps", KohyaOptimiser.warmupOf(settings.schedule()));
    put("ss_gradient_accumulation_steps", settings.loop().gradientAccumulationSteps());
    put("ss_gradient_checkpointing", settings.precision().gradientCheckpointing());
    put("ss_mixed_precision", nameOf(session.computeType()));
  }

  /** Where the optimiser has steps of its own there are none: the first one is in the scheduler. */
  private void putRates(OptimiserSettings optimiser) {
    boolean given = !LearningRates.areItsOwn(settings);
    put("ss_learning_rate", given ? optimiser.learningRate() : null);
    put("ss_unet_lr", given ? optimiser.unetLearningRate() : null);
    put("ss_text_encoder_lr", given ? ratesOfText(optimiser) : null);
  }

  /**
   * Of two text encoders with rates of their own a list, as options of several values are noted.
   */
  private static @Nullable Object ratesOfText(OptimiserSettings optimiser) {
    return optimiser.textEncoder2LearningRate() == null
        ? optimiser.textEncoderLearningRate()
        : "[%s, %s]"
            .formatted(
                PythonNotation.of(LearningRates.ofFirstEncoder(optimiser)),
                PythonNotation.of(optimiser.textEncoder2LearningRate()));
  }

  private void putLoss() {
    LossSettings loss = settings.loss();
    put("ss_loss_type", loss.lossType().label());
    put("ss_huber_schedule", loss.huberSchedule().label());
    put("ss_huber_c", loss.huberC());
    put("ss_huber_scale", loss.huberScale());
    put("ss_min_snr_gamma", loss.minSnrGamma());
    put("ss_debiased_estimation", loss.debiasedEstimation());
    put("ss_prior_loss_weight", loss.priorLossWeight());
  }

  private void putNoise() {
    NoiseSettings noise = settings.noise();
    put("ss_noise_offset", noise.noiseOffset());
    put("ss_noise_offset_random_strength", noise.noiseOffsetRandomStrength());
    put("ss_adaptive_noise_scale", noise.adaptiveNoiseScale());
    put("ss_multires_noise_iterations", noise.multiresNoiseIterations());
    put("ss_multires_noise_discount", noise.multiresNoiseDiscount());
    put("ss_ip_noise_gamma", noise.ipNoiseGamma());
    put("ss_ip_noise_gamma_random_strength", noise.ipNoiseGammaRandomStrength());
    put("ss_zero_terminal_snr", noise.zeroTerminalSnr());
  }

  private static String nameOf(DType type) {
    return switch (type) {
      case BF16 -> "bf16";
      case F16 -> "fp16";
      default -> "no";
    };
  }

  private void putNetwork() {
    put("ss_network_module", KohyaNetwork.module(settings.network()));
    put("ss_network_dim", settings.network().rank());
    put("ss_network_alpha", settings.network().alpha());
    put("ss_network_dropout", settings.network().networkDropout());
    KohyaNetwork.argumentsOf(settings)
        .ifPresent(arguments -> putJson("ss_network_args", arguments));
    put("ss_clip_skip", skipsLayers() ? settings.text().clipSkip() : null);
    int tokens = settings.text().maxTokenLength();
    put("ss_max_token_length", tokens == ONE_CHUNK ? null : tokens);
    put(
        "ss_cache_latents",
        settings.pictures().cacheLatents() && !settings.pictures().randomCrop());
  }

  private void putModel() throws IOException {
    put("ss_v2", family.isSecond());
    put("ss_base_model_version", family.version());
    put("ss_sd_model_name", given.baseModelName());
    put("ss_sd_model_hash", base.file().shortHash());
    put("ss_new_sd_model_hash", base.sha256());
    putVae();
  }

  private void putVae() throws IOException {
    if (base.vae().isPresent()) {
      put("ss_vae_name", base.vae().get().name());
      put("ss_new_vae_hash", base.vae().get().sha256());
      put("ss_vae_hash", base.file().otherVae().orElseThrow().shortHash());
    }
  }

  private void putDataset(TrainingSession session) {
    KohyaDataset dataset = new KohyaDataset(snapshot, settings);
    put("ss_num_train_images", snapshot.samples(false));
    put("ss_num_reg_images", snapshot.samples(true));
    put("ss_num_batches_per_epoch", session.batchesPerEpoch());
    put("ss_resolution", "(%d, %d)".formatted(dataset.resolution().toArray()));
    put("ss_resize_interpolation", dataset.interpolation());
    put("ss_flip_aug", settings.pictures().randomFlip());
    put("ss_random_crop", settings.pictures().randomCrop());
    put("ss_enable_bucket", dataset.isBucketed());
    put("ss_bucket_no_upscale", dataset.noUpscale());
    put("ss_min_bucket_reso", dataset.smallestSide());
    put("ss_max_bucket_reso", dataset.largestSide());
    put("ss_batch_size_per_device", settings.loop().batchSize());
    put(
        "ss_total_batch_size",
        settings.loop().batchSize() * settings.loop().gradientAccumulationSteps());
    putJson("ss_dataset_dirs", dataset.folders(false));
    putJson("ss_reg_dataset_dirs", dataset.folders(true));
    putJson("ss_tag_frequency", dataset.tagFrequency());
    putJson("ss_bucket_info", dataset.buckets());
    dataset.datasets().ifPresent(datasets -> putJson("ss_datasets", datasets));
  }

  private void putValidation(TrainingSession session) {
    ValidationSettings validation = settings.validation();
    put("ss_num_validation_images", session.heldOut());
    put("ss_validation_split", validation.validationSplit());
    if (validation.validates()) {
      put("ss_validation_seed", validation.validationSeed());
      put(
          "ss_validate_every_n_epochs",
          validation.everyEpochs(settings.output().saveEveryEpochs()));
      put("ss_max_validation_steps", validation.maxValidationSteps());
    }
  }

  private void putCaptions() {
    CaptionSettings captions = settings.captions();
    put("ss_shuffle_caption", captions.shuffleCaption());
    put("ss_keep_tokens", captions.keepTokens());
    put("ss_caption_dropout_rate", captions.captionDropoutRate());
    put("ss_caption_dropout_every_n_epochs", captions.captionDropoutEveryEpochs());
    put("ss_caption_tag_dropout_rate", captions.captionTagDropoutRate());
  }

  private void putModelspec(List<Integer> resolution) {
    put("modelspec.sai_model_spec", "1.0.1");
    put("modelspec.architecture", family.architecture());
    put("modelspec.implementation", family.implementation());
    put("modelspec.implementation_version", "lora-foundry/" + version());
    putAbout(settings.metadata());
    put("modelspec.date", DATE.format(given.savedAt()));
    put("modelspec.prediction_type", base.prediction() == PredictionType.V ? "v" : "epsilon");
    put("modelspec.resolution", resolution.get(0) + "x" + resolution.get(1));
    if (skipsLayers()) {
      put("modelspec.encoder_layer", settings.text().clipSkip());
    }
    NoiseSettings noise = settings.noise();
    if (!isWhole(noise)) {
      put("modelspec.timestep_range", noise.minTimestep() + "," + noise.maxTimestep());
    }
  }

  private void putAbout(MetadataSettings about) {
    put("modelspec.title", Objects.requireNonNullElse(about.metadataTitle(), given.outputName()));
    putIfSaid("author", about.metadataAuthor());
    putIfSaid("description", about.metadataDescription());
    putIfSaid("license", about.metadataLicense());
    putIfSaid("tags", about.metadataTags());
    putIfSaid("trigger_phrase", about.metadataTriggerPhrase());
    putIfSaid("usage_hint", about.metadataUsageHint());
  }

  private void putIfSaid(String field, @Nullable String text) {
    if (text != null) {
      put("modelspec." + field, text);
    }
  }

  /** Whether a layer is chosen: the reference says nothing of the last one. */
  private boolean skipsLayers() {
    return family.skipsLayers() && settings.text().clipSkip() != LAST_LAYER;
  }

  /** As the jar says. */
  private static String version() {
    return Objects.requireNonNullElse(
        KohyaMetadata.class.getPackage().getImplementationVersion(), "unknown");
  }

  /** Whether timesteps are drawn from all there are, as where the reference is given no limit. */
  private static boolean isWhole(NoiseSettings noise) {
    return noise.minTimestep() == NoiseSettings.DEFAULTS.minTimestep()
        && noise.maxTimestep() == NoiseSettings.DEFAULTS.maxTimestep();
  }

  private void put(String name, @Nullable Object value) {
    texts.put(name, PythonNotation.of(value));
  }

  private void putJson(String name, Object value) {
    texts.put(name, JSON.writeValueAsString(value));
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
