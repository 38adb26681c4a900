package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.settings.ResizeMethod;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.VaeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What LoRA files say, against the header of a file that sd-scripts wrote. */
final class KohyaMetadataTest {
  /** Of arguments that were not given. */
  private static final String NOT_OURS = "ss_network_args";

  @TempDir private Path folder;

  @Test
  void saysAllThatTheReferenceSays() throws IOException {
    Set<String> expected = new TreeSet<>(reference().propertyNames());
    expected.remove(NOT_OURS);

    assertThat(metadata(Map.of()).keySet()).containsAll(expected);
  }

  @Test
  void saysTheSameOfWhatNobodyCanSetHere() {
    JsonNode reference = reference();

    KohyaDefaults.texts()
        .forEach(
            (name, text) -> assertThat(text).as(name).isEqualTo(reference.path(name).asString()));
  }

  @Test
  void namesModelByBothHashes() throws IOException {
    String tiny = Fixtures.tensors("sd1/model.safetensors").shortHash();

    assertThat(metadata(Map.of()))
        .containsEntry("ss_sd_model_hash", tiny)
        .containsEntry("ss_new_sd_model_hash", Sessions.base().sha256());
  }

  @Test
  void namesAVaeOfItsOwnFileByBothHashes() throws IOException {
    Path vae = Fixtures.tensors("sd1/model.safetensors").path();
    TrainingBase own = Sessions.base();
    TrainingBase base =
        new TrainingBase(
                own.file().with(VaeFile.open(vae)), own.tokenizer(), own.prediction(), "c8e1")
            .with(new TrainingBase.OtherVae("vae-ft-mse.safetensors", "ab12"));
    Path file = folder.resolve("lora.safetensors");
    try (TrainingSession session =
        TrainingSession.start(
            Models.RUNTIME,
            base,
            Sessions.settings(Map.of()),
            Sessions.pictures(),
            Sessions::picture)) {
      session.saveLora(file, Sessions.METADATA);
    }

    assertThat(LoraFile.read(file).metadata())
        .containsEntry("ss_vae_name", "vae-ft-mse.safetensors")
        .containsEntry("ss_vae_hash", Fixtures.tensors("sd1/model.safetensors").shortHash())
        .containsEntry("ss_new_vae_hash", "ab12");
    assertThat(metadata(Map.of())).doesNotContainKeys("ss_vae_name", "ss_vae_hash");
  }

  @Test
  void saysWhatPeopleSayOfTheLora() throws IOException {
    assertThat(metadata(Map.of()))
        .containsEntry("modelspec.title", "tiny")
        .doesNotContainKeys("modelspec.author", "modelspec.trigger_phrase");
    assertThat(
            metadata(
                Map.of(
                    "metadataTitle", "Stars",
                    "metadataAuthor", "Ann",
                    "metadataDescription", "Stars, drawn",
                    "metadataLicense", "CC BY 4.0",
                    "metadataTags", "star, ink",
                    "metadataTriggerPhrase", "starz",
                    "metadataUsageHint", "weight 0.8",
                    "trainingComment", "second try")))
        .containsEntry("modelspec.title", "Stars")
        .containsEntry("modelspec.author", "Ann")
        .containsEntry("modelspec.description", "Stars, drawn")
        .containsEntry("modelspec.license", "CC BY 4.0")
        .containsEntry("modelspec.tags", "star, ink")
        .containsEntry("modelspec.trigger_phrase", "starz")
        .containsEntry("modelspec.usage_hint", "weight 0.8")
        .containsEntry("ss_training_comment", "second try");
  }

  @Test
  void writesWhatWasUsedAsTheReferenceNotesIt() throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("optimizer", "AdamW");
    settings.put("weightDecay", 0.1);
    settings.put("beta1", 0.9);
    settings.put("beta2", 0.99);
    settings.put("scheduler", "cosine");
    settings.put("warmup", 0.5);

    assertThat(metadata(settings))
        .containsEntry(
            "ss_optimizer", "torch.optim.adamw.AdamW(weight_decay=0.1,betas=(0.9, 0.99))")
        .containsEntry("ss_lr_warmup_steps", "0.5")
        .containsEntry("ss_mixed_precision", "no")
        .containsEntry("ss_max_token_length", "None")
        .containsEntry("ss_resolution", "(64, 64)")
        .containsEntry("ss_enable_bucket", "True");
  }

  @Test
  void notesTheWarmUpAsItWasGiven() throws IOException {
    assertThat(metadata(Map.of("warmup", 2))).containsEntry("ss_lr_warmup_steps", "2");
    assertThat(metadata(Map.of())).containsEntry("ss_lr_warmup_steps", "0");
  }

  @Test
  void saysHowLossAndNoiseWereMade() throws IOException {
    assertThat(metadata(Map.of("minSnrGamma", 5)))
        .containsAllEntriesOf(
            referenceOf("loss_type", "huber", "min_snr", "terminal_snr", "noise"));

    Map<String, Object> settings = new HashMap<>();
    settings.put("lossType", "smooth_l1");
    settings.put("huberSchedule", "exponential");
    settings.put("huberC", 0.2);
    settings.put("debiasedEstimation", true);
    settings.put("noiseOffset", 0.05);
    settings.put("multiresNoiseIterations", 6);
    settings.put("zeroTerminalSnr", true);

    assertThat(metadata(settings))
        .containsEntry("ss_loss_type", "smooth_l1")
        .containsEntry("ss_huber_schedule", "exponential")
        .containsEntry("ss_huber_c", "0.2")
        .containsEntry("ss_debiased_estimation", "True")
        .containsEntry("ss_noise_offset", "0.05")
        .containsEntry("ss_multires_noise_iterations", "6")
        .containsEntry("ss_zero_terminal_snr", "True");
  }

  @Test
  void saysWhichLayerAndTimestepsWereUsedWhereThisIsSet() throws IOException {
    assertThat(metadata(Map.of()))
        .doesNotContainKey("modelspec.encoder_layer")
        .containsEntry("ss_clip_skip", reference().path("ss_clip_skip").asString())
        .doesNotContainKey("modelspec.timestep_range");
    assertThat(metadata(Map.of("clipSkip", 2, "minTimestep", 200)))
        .containsEntry("modelspec.encoder_layer", "2")
        .containsEntry("ss_clip_skip", "2")
        .containsEntry("modelspec.timestep_range", "200,1000");
    assertThat(metadata(Map.of("maxTimestep", 700)))
        .containsEntry("modelspec.timestep_range", "0,700");
  }

  @Test
  void saysWhichProgramMadeTheFile() throws IOException {
    assertThat(metadata(Map.of()).get("modelspec.implementation_version"))
        .matches("lora-foundry/.+");
  }

  @Test
  void saysWhichArgumentsTheNetworkWasGiven() throws IOException {
    assertThat(metadata(Map.of()))
        .containsEntry("ss_network_dropout", "None")
        .doesNotContainKey("ss_network_args");
    assertThat(metadata(Map.of("convRank", 2, "loraPlusUnetRatio", 4, "loraPlusRatio", 2.5)))
        .containsEntry("ss_network_dropout", "None")
        .containsEntry(
            "ss_network_args",
            "{\"conv_dim\":\"2\",\"loraplus_lr_ratio\":\"2.5\","
                + "\"loraplus_unet_lr_ratio\":\"4.0\",\"dropout\":null}");
    assertThat(metadata(Map.of("networkDropout", 0.1, "rankDropout", 0.2, "moduleDropout", 0.3)))
        .containsEntry("ss_network_dropout", "0.1")
        .containsEntry(
            "ss_network_args",
            "{\"rank_dropout\":\"0.2\",\"module_dropout\":\"0.3\",\"dropout\":0.1}");
    assertThat(metadata(Map.of("midLrWeights", "0.5", "downLrWeights", "1, 0.5 ,0")))
        .containsEntry(
            "ss_network_args",
            "{\"down_lr_weight\":\"1,0.5,0\",\"mid_lr_weight\":\"0.5\",\"dropout\":null}");
  }

  @Test
  void saysHowCaptionsWereShown() throws IOException {
    assertThat(metadata(Map.of("shuffleCaption", true, "keepTokens", 1)))
        .containsAllEntriesOf(referenceOf("caption", "keep_tokens"))
        .doesNotContainKey("ss_datasets");

    Map<String, Object> settings = new HashMap<>();
    settings.put("captionDropoutRate", 0.1);
    settings.put("captionDropoutEveryEpochs", 3);
    settings.put("captionTagDropoutRate", 0.05);

    assertThat(metadata(settings))
        .containsEntry("ss_caption_dropout_rate", "0.1")
        .containsEntry("ss_caption_dropout_every_n_epochs", "3")
        .containsEntry("ss_caption_tag_dropout_rate", "0.05");
  }

  @Test
  void countsTagsOfCaptionsAsTheyWereRead() throws IOException {
    assertThat(metadata(Map.of("captionPrefix", "x,", "shuffleCaption", true)))
        .containsEntry(
            "ss_tag_frequency",
            "{\"1_thing\":{\"a blue thing\":1,\"a green thing\":1,\"a red thing\":2,"
                + "\"small\":1,\"thing\":1}}");
  }

  @Test
  void saysOfADatasetWhatTheNamesForFoldersDoNotTell() throws IOException {
    Map<String, Object> settings =
        Map.of("captionPrefix", "x,", "keepTokensSeparator", "|||", "enableWildcard", true);

    JsonNode dataset = new JsonMapper().readTree(metadata(settings).get("ss_datasets")).path(0);

    assertThat(dataset.path("is_dreambooth").asBoolean()).isTrue();
    assertThat(dataset.path("num_train_images").asInt()).isEqualTo(5);
    assertThat(dataset.path("resolution").toString()).isEqualTo("[64,64]");
    assertThat(dataset.path("tag_frequency").path("1_thing").path("small").asInt()).isEqualTo(1);
    assertThat(dataset.path("subsets").path(0).toString())
        .contains(
            "\"img_count\":5,\"num_repeats\":1",
            "\"shuffle_caption\":false,\"keep_tokens\":0,\"keep_tokens_separator\":\"|||\","
                + "\"secondary_separator\":null,\"enable_wildcard\":true,"
                + "\"caption_prefix\":\"x,\",\"caption_suffix\":null",
            "\"image_dir\":\"1_thing\",\"class_tokens\":\"thing\",\"is_reg\":false");
  }

  /** The dataset of the reference's run, as far as its metadata tell it. */
  @Test
  void saysWhichConceptsThereWereAsTheReference() throws IOException {
    DatasetSnapshot snapshot =
        new DatasetSnapshot(
            List.of(
                concept(2, "sks cat night", false, picture(64, 192), picture(64, 192)),
                concept(3, "sks cat", false, square(), square(), wide())),
            new DatasetSnapshot.Buckets(128, 128, 64, 256, false));

    assertThat(metadata(Map.of(), snapshot))
        .containsAllEntriesOf(
            withoutSpaces(
                referenceOf("bucket", "dataset_dirs", "num_train", "num_reg", "resolution")));
  }

  @ParameterizedTest
  @CsvSource({"LANCZOS, lanczos, \"lanczos\"", "AREA, None, null", ", None, null"})
  void namesAnInterpolationThatTheReferenceMustBeTold(
      @Nullable ResizeMethod method, String said, String inJson) throws IOException {
    DatasetSnapshot snapshot = new DatasetSnapshot(Sessions.pictures().concepts(), null, method);

    Map<String, String> metadata = metadata(Map.of("captionPrefix", "x,"), snapshot);

    assertThat(metadata).containsEntry("ss_resize_interpolation", said);
    assertThat(metadata.get("ss_datasets").split("\"resize_interpolation\":" + inJson, -1))
        .as("of the dataset and of its subset")
        .hasSize(3);
  }

  @Test
  void saysWhichPicturesWereForRegularisation() throws IOException {
    DatasetSnapshot snapshot =
        new DatasetSnapshot(
            List.of(
                concept(5, "sks cat", false, picture(64, 64)),
                concept(1, "cat", true, picture(64, 64), picture(64, 192))));

    assertThat(metadata(Map.of("priorLossWeight", 0.5), snapshot))
        .containsEntry("ss_dataset_dirs", "{\"5_sks cat\":{\"n_repeats\":5,\"img_count\":1}}")
        .containsEntry("ss_reg_dataset_dirs", "{\"1_cat\":{\"n_repeats\":1,\"img_count\":2}}")
        .containsEntry("ss_num_train_images", "5")
        .containsEntry("ss_num_reg_images", "2")
        .containsEntry("ss_prior_loss_weight", "0.5")
        .containsEntry("ss_tag_frequency", "{\"5_sks cat\":{\"sks cat\":1},\"1_cat\":{\"cat\":2}}")
        // 5 and 3 of the one size, 2 of the other
        .hasEntrySatisfying(
            "ss_bucket_info",
            info -> assertThat(info).contains("[64,64],\"count\":8", "[64,192],\"count\":2"));
  }

  @Test
  void tellsConceptsOfTheSameWordsApart() throws IOException {
    DatasetSnapshot snapshot =
        new DatasetSnapshot(
            List.of(
                new Concept("face", 2, "cat", false, List.of(square())),
                new Concept("body", 2, "cat", false, List.of(square()))));

    assertThat(metadata(Map.of(), snapshot).get("ss_dataset_dirs")).contains("2_face", "2_body");
  }

  private static Concept concept(
      int repeats, String words, boolean regularisation, Picture... pictures) {
    return new Concept(words, repeats, words, regularisation, List.of(pictures));
  }

  private static Picture picture(int width, int height) {
    return Sessions.picture(width + ".png", width, height, "");
  }

  private static Picture square() {
    return picture(128, 128);
  }

  /** Cut to a square: of five pictures it alone makes the mean error of the reference's run. */
  private static Picture wide() {
    return new Picture("w.png", "key", "00", 128, 128, "", new Framing(290, 120, 0, 0));
  }

  /** JSON as we write it: what it says is the same. */
  private static Map<String, String> withoutSpaces(Map<String, String> texts) {
    texts.replaceAll(
        (name, text) -> text.startsWith("{") ? new JsonMapper().readTree(text).toString() : text);
    return texts;
  }

  private static Map<String, String> referenceOf(String... words) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : reference().properties()) {
      if (Arrays.stream(words).anyMatch(each.getKey()::contains)) {
        texts.put(each.getKey(), each.getValue().asString());
      }
    }
    assertThat(texts).hasSizeGreaterThan(words.length);
    return texts;
  }

  @ParameterizedTest
  @MethodSource("dev.lorafoundry.diffusion.training.TrainingCase#supported")
  void namesTheOptimiserAsTheReference(String name) {
    TrainingCase golden = TrainingCase.of(name);

    assertThat(parts(KohyaOptimiser.of(golden.settings())))
        .containsExactlyInAnyOrder(parts(golden.optimiser()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AdamW | torch.optim.adamw.AdamW(betas=(0.8, 0.999),eps=1e-06)",
        "AdamW8bit | bitsandbytes.optim.adamw.AdamW8bit(betas=(0.8, 0.999),eps=1e-06)",
        "Adam | torch.optim.adam.Adam(betas=(0.8, 0.999),eps=1e-06)",
        "Lion | lion_pytorch.lion_pytorch.Lion(betas=(0.8, 0.99))",
        "Lion8bit | bitsandbytes.optim.lion.Lion8bit(betas=(0.8, 0.99))",
        "DAdaptLion | dadaptation.dadapt_lion.DAdaptLion(betas=(0.8, 0.99))",
        "SGDNesterov | torch.optim.sgd.SGD(momentum=0.9)",
      })
  void namesOnlyNumbersThatTheOptimiserHas(String optimiser, String expected) {
    Map<String, Object> settings = Map.of("optimizer", optimiser, "beta1", 0.8, "epsilon", 1e-6);

    assertThat(KohyaOptimiser.of(Sessions.settings(settings))).isEqualTo(expected);
  }

  @Test
  void namesTheNumbersOfAdafactorByItsOwnNames() {
    Map<String, Object> settings =
        Map.of("optimizer", "AdaFactor", "beta1", 0.8, "beta2", 0.9, "epsilon", 1e-20);

    assertThat(parts(KohyaOptimiser.of(Sessions.settings(settings))))
        .contains("beta1=0.8", "eps=(1e-20, 0.001)")
        .noneMatch(part -> part.startsWith("betas"));
  }

  @Test
  void namesNoRatesWhereAdafactorTakesItsOwn() throws IOException {
    Map<String, Object> settings =
        Map.of("optimizer", "AdaFactor", "learningRate", 0.001, "unetLearningRate", 0.002);

    assertThat(metadata(settings))
        .containsEntry("ss_learning_rate", "None")
        .containsEntry("ss_unet_lr", "None")
        .containsEntry("ss_text_encoder_lr", "None")
        .containsEntry("ss_lr_scheduler", "adafactor:0.001");
  }

  /** Name and numbers, which the reference writes in the order in which they were given. */
  private static String[] parts(String optimiser) {
    return optimiser.replaceFirst("\\)$", "").replaceFirst("\\(", ",").split(",(?! )");
  }

  private Map<String, String> metadata(Map<String, Object> settings) throws IOException {
    return metadata(settings, Sessions.pictures());
  }

  private Map<String, String> metadata(Map<String, Object> settings, DatasetSnapshot snapshot)
      throws IOException {
    Path file = folder.resolve("lora.safetensors");
    try (TrainingSession session = Sessions.start(settings, snapshot)) {
      session.saveLora(file, Sessions.METADATA);
    }
    return LoraFile.read(file).metadata();
  }

  private static JsonNode reference() {
    return Fixtures.json("misc/lora_metadata.json")
        .path("example")
        .path("files")
        .path("tiny.safetensors")
        .path("metadata");
  }
}
