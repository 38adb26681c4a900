package dev.lorafoundry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The very JSON of orders and events: whoever runs another version reads it. */
final class WireFormatTest {
  private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final EventHeader HEADER = new EventHeader(new LeaseEpoch(2), 7, NOW);
  private static final String HEADER_JSON =
      "{\"epoch\":2,\"sequence\":7,\"at\":\"2026-01-02T03:04:05Z\"}";
  private static final DispatchId DISPATCH = new DispatchId(3);
  private static final BaseModelReference MODEL =
      new BaseModelReference(
          new BaseModelId(ID),
          "sd",
          Family.SD1,
          PredictionType.EPSILON,
          "cd",
          5,
          "models/cd",
          null);
  private static final String MODEL_JSON =
      """
      {"id":"ID","name":"sd","family":"SD1","prediction":"EPSILON","sha256":"cd","bytes":5,\
      "key":"models/cd","tokenizerKey":null,"vae":null}""";

  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void writesTrainingJobs() {
    TrainingJob job =
        new TrainingJob(
            new JobId(ID),
            DISPATCH,
            new RunId(ID),
            "starz",
            "v5",
            "base",
            "starz-v5",
            MODEL,
            new SnapshotReference("ab", "snapshots/ab.json"),
            TrainingSettings.DEFAULTS,
            NOW,
            List.of(new LoraReference(ID, "a.safetensors", "jobs/a", "ab")));

    assertThat(withoutSettings(job))
        .isEqualTo(
            expected(
                """
                {"id":"ID","dispatch":3,"run":"ID","project":"starz","version":"v5",\
                "name":"base","outputName":"starz-v5","baseModel":MODEL,\
                "snapshot":{"sha256":"ab","key":"snapshots/ab.json"},\
                "submittedAt":"2026-01-02T03:04:05Z",\
                "loras":[{"id":"ID","name":"a.safetensors","key":"jobs/a","sha256":"ab"}],\
                "changedSettings":[]}"""));
  }

  @Test
  void writesPreviewJobs() {
    PreviewJob job =
        new PreviewJob(
            new PreviewId(ID),
            DISPATCH,
            new JobId(ID),
            new CheckpointId(ID),
            "starz-v5",
            "jobs/lora",
            "ef",
            MODEL,
            2,
            PreviewSettings.DEFAULTS);

    assertThat(withoutSettings(job))
        .isEqualTo(
            expected(
                """
                {"id":"ID","dispatch":3,"job":"ID","checkpoint":"ID",\
                "checkpointName":"starz-v5","checkpointKey":"jobs/lora",\
                "checkpointSha256":"ef","baseModel":MODEL,"clipSkip":2,\
                "changedSettings":[]}"""));
  }

  @Test
  void writesPreparationJobs() {
    PreparationJob job =
        new PreparationJob(
            new PreparationId(ID),
            DISPATCH,
            new VersionId(ID),
            PreparationSettings.DEFAULTS,
            List.of(
                new PreparationJob.Original(new PictureId(ID), 4, "cat", "originals/1", "ab"),
                new PreparationJob.Original(
                    new PictureId(ID),
                    5,
                    "dog",
                    "originals/2",
                    "cd",
                    new PreparationJob.Mask("masks/2", "ef"))));

    assertThat(withoutSettings(job))
        .isEqualTo(
            expected(
                """
                {"id":"ID","dispatch":3,"version":"ID",\
                "originals":[{"id":"ID","index":4,"stem":"cat","key":"originals/1",\
                "sha256":"ab"},{"id":"ID","index":5,"stem":"dog","key":"originals/2",\
                "sha256":"cd","mask":{"key":"masks/2","sha256":"ef"}}],\
                "changedSettings":[]}"""));
  }

  @Test
  void writesLoraTasks() {
    LoraTaskJob job = loraTask(LoraTaskSettings.DEFAULTS);

    assertThat(withoutSettings(job))
        .isEqualTo(
            expected(
                """
                {"id":"ID","dispatch":3,"version":"ID","name":"small",\
                "sources":[{"lora":{"id":"ID","name":"a.safetensors","key":"jobs/a",\
                "sha256":"ab"},"weight":0.5}],"changedSettings":[]}"""));
    assertThat(json.readValue(json.writeValueAsString(job), LoraTaskJob.class)).isEqualTo(job);
  }

  private static LoraTaskJob loraTask(LoraTaskSettings settings) {
    return new LoraTaskJob(
        new LoraTaskId(ID),
        DISPATCH,
        new VersionId(ID),
        "small",
        List.of(
            new LoraTaskJob.Source(new LoraReference(ID, "a.safetensors", "jobs/a", "ab"), 0.5)),
        settings);
  }

  @Test
  void namesTheSettingsThatAreNotAsByDefault() {
    Map<String, Object> given =
        Map.of("rank", 7, "optimizer", "Lion", "randomFlip", false, "noiseOffset", 0.1);
    PreviewSettings oneStep = SettingsCatalogue.PREVIEW.read(Map.of("steps", List.of(1)));
    PreparationSettings taller = SettingsCatalogue.PREPARATION.read(Map.of("height", 768));
    LoraTaskSettings ranked = SettingsCatalogue.LORA_TASK.read(Map.of("rank", 7));

    assertThat(SettingsCatalogue.changed(SettingsCatalogue.TRAINING.read(given)))
        .containsExactly("rank", "noiseOffset");
    assertThat(SettingsCatalogue.changed(oneStep)).containsExactly("steps");
    assertThat(SettingsCatalogue.changed(taller)).containsExactly("height");
    assertThat(changedIn(loraTask(ranked))).containsExactly("rank");
  }

  private List<String> changedIn(WorkOrder order) {
    return json.readValue(json.writeValueAsString(order), ChangedSettings.class).changedSettings();
  }

  @Test
  void textsThatWereClearedAreAsByDefault() {
    Map<String, String> cleared =
        SettingsCatalogue.TRAINING.definitions().stream()
            .filter(setting -> setting.optional() && setting.type() == String.class)
            .collect(Collectors.toMap(SettingDefinition::name, setting -> ""));

    assertThat(cleared).isNotEmpty();
    assertThat(SettingsCatalogue.changed(SettingsCatalogue.TRAINING.read(cleared))).isEmpty();
  }

  @Test
  void tellsWhichChangedSettingsAReaderDoesNotKnow() {
    LoraTaskJob order = loraTask(LoraTaskSettings.DEFAULTS);

    assertThat(new ChangedSettings(List.of("ofTomorrow", "rank", "epochs")).unknownIn(order))
        .containsExactly("ofTomorrow", "epochs");
  }

  @Test
  void messagesOfVersionsThatNamedNoSettingsAreReadAsEver() {
    LoraTaskJob order = loraTask(LoraTaskSettings.DEFAULTS);
    String older = json.writeValueAsString(order).replace(",\"changedSettings\":[]", "");

    assertThat(older).doesNotContain("changedSettings");
    assertThat(json.readValue(older, LoraTaskJob.class)).isEqualTo(order);
    assertThat(json.readValue(older, ChangedSettings.class).unknownIn(order)).isEmpty();
  }

  @Test
  void writesEventsOfLoraTasks() {
    assertThat(
            json.writeValueAsString(
                new LoraTaskEvent.Finished(
                    new LoraTaskId(ID),
                    HEADER,
                    "loras/a",
                    "ab",
                    5,
                    new LoraTaskEvent.Ranks(3, 1, 4, 0.5))))
        .isEqualTo(
            expected(
                """
                {"type":"finished","task":"ID","header":HEADER,"key":"loras/a","sha256":"ab",\
                "bytes":5,"ranks":{"modules":3,"smallest":1,"largest":4,"kept":0.5}}"""));
  }

  @Test
  void writesEventsOfTraining() {
    assertThat(
            json.writeValueAsString(
                new TrainingEvent.Finished(new JobId(ID), HEADER, 0.5, Duration.ofSeconds(5))))
        .isEqualTo(
            expected(
                """
                {"type":"finished","job":"ID","header":HEADER,"finalLoss":0.5,\
                "trainingTime":"PT5S","stoppedEarly":null}"""));
    assertThat(
            json.writeValueAsString(
                new TrainingEvent.Failed(new JobId(ID), HEADER, FailureKind.INTERNAL, "a bug")))
        .isEqualTo(
            expected(
                """
                {"type":"failed","job":"ID","header":HEADER,"kind":"INTERNAL",\
                "message":"a bug"}"""));
  }

  @Test
  void readsCheckpointsOfVersionsWithoutAValidationLoss() {
    String older =
        expected(
            """
            {"type":"checkpoint-saved","job":"ID","header":HEADER,"checkpoint":"ID","name":"a",\
            "trainingEpoch":1,"step":2,"last":true,"averageLoss":0.5,"key":"k","sha256":"ab",\
            "bytes":3,"stateKey":"s","stateSha256":"cd"}""");

    assertThat(json.readValue(older, TrainingEvent.class))
        .isInstanceOfSatisfying(
            TrainingEvent.CheckpointSaved.class,
            saved -> {
              assertThat(saved.validationLoss()).isNull();
              assertThat(saved.byStep()).isFalse();
            });
  }

  @Test
  void writesCheckpointsOfSteps() {
    TrainingEvent saved =
        new TrainingEvent.CheckpointSaved(
            new JobId(ID),
            HEADER,
            new CheckpointId(ID),
            "a",
            1,
            3,
            false,
            true,
            0.5,
            null,
            "k",
            "ab",
            3,
            "s",
            "cd");

    assertThat(json.writeValueAsString(saved))
        .isEqualTo(
            expected(
                """
                {"type":"checkpoint-saved","job":"ID","header":HEADER,"checkpoint":"ID",\
                "name":"a","trainingEpoch":1,"step":3,"last":false,"byStep":true,\
                "averageLoss":0.5,"validationLoss":null,"key":"k","sha256":"ab","bytes":3,\
                "stateKey":"s","stateSha256":"cd"}"""));
    assertThat(json.readValue(json.writeValueAsString(saved), TrainingEvent.class))
        .isEqualTo(saved);
  }

  @Test
  void readsEndsOfVersionsThatStoppedNothingEarly() {
    String older =
        expected(
            """
            {"type":"finished","job":"ID","header":HEADER,"finalLoss":0.5,"trainingTime":"PT5S"}""");

    assertThat(json.readValue(older, TrainingEvent.class))
        .isEqualTo(new TrainingEvent.Finished(new JobId(ID), HEADER, 0.5, Duration.ofSeconds(5)));
  }

  @Test
  void saysWhyATrainingStoppedEarly() {
    assertThat(new StoppedEarly(6, 60, 3).sentence())
        .isEqualTo("Stopped early after epoch 6: no better validation loss since epoch 3.");
    assertThat(new StoppedEarly(2, 20, 0).sentence())
        .isEqualTo("Stopped early after epoch 2: no validation loss was a number.");
  }

  @Test
  void writesEventsOfPreviews() {
    PreviewEvent.Picture picture =
        new PreviewEvent.Picture(1, 2, 3, "DDIM", 20, 7.5, 9, 0.5, "previews/1");

    assertThat(
            json.writeValueAsString(
                new PreviewEvent.PictureRendered(new PreviewId(ID), HEADER, 1, 4, picture)))
        .isEqualTo(
            expected(
                """
                {"type":"picture-rendered","preview":"ID","header":HEADER,"done":1,"total":4,\
                "picture":{"row":1,"column":2,"batchIndex":3,"sampler":"DDIM","steps":20,\
                "cfgScale":7.5,"seed":9,"loraWeight":0.5,"key":"previews/1"}}"""));
  }

  @Test
  void writesEventsOfPreparations() {
    assertThat(
            json.writeValueAsString(
                new PreparationEvent.PictureRefused(
                    new PreparationId(ID), HEADER, new PictureId(ID), "too large")))
        .isEqualTo(
            expected(
                """
                {"type":"picture-refused","preparation":"ID","header":HEADER,"picture":"ID",\
                "reason":"too large"}"""));
    assertThat(
            json.writeValueAsString(
                new PreparationEvent.PicturePrepared(
                    new PreparationId(ID), HEADER, new PictureId(ID), List.of(), "ef")))
        .isEqualTo(
            expected(
                """
                {"type":"picture-prepared","preparation":"ID","header":HEADER,"picture":"ID",\
                "processed":[],"maskSha256":"ef"}"""));
  }

  @Test
  void readsEventsOfPreparationsWithAndWithoutMasks() {
    String prepared =
        expected(
            """
            {"type":"picture-prepared","preparation":"ID","header":HEADER,"picture":"ID",\
            "processed":[]}""");
    String refused =
        expected(
            """
            {"type":"picture-refused","preparation":"ID","header":HEADER,"picture":"ID",\
            "reason":"too large","maskSha256":"ef"}""");

    assertThat(json.readValue(prepared, PreparationEvent.class))
        .isEqualTo(
            new PreparationEvent.PicturePrepared(
                new PreparationId(ID), HEADER, new PictureId(ID), List.of()));
    assertThat(json.readValue(refused, PreparationEvent.class))
        .isEqualTo(
            new PreparationEvent.PictureRefused(
                new PreparationId(ID), HEADER, new PictureId(ID), "too large", "ef"));
  }

  /** why: the settings have tests of their own, and many fields */
  private String withoutSettings(WorkOrder order) {
    ObjectNode tree = json.valueToTree(order);
    tree.remove("settings");
    return tree.toString();
  }

  private static String expected(String pattern) {
    return pattern
        .replace("MODEL", MODEL_JSON)
        .replace("HEADER", HEADER_JSON)
        .replace("ID", ID.toString());
  }
}
