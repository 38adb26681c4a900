package dev.lorafoundry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.settings.ResizeMethod;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class MessagesJsonTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final EventHeader HEADER = new EventHeader(new LeaseEpoch(2), 7, NOW);

  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void trainingJobSurvivesTheWire() {
    TrainingJob job =
        new TrainingJob(
            JobId.random(),
            new DispatchId(1),
            RunId.random(),
            "starz",
            "v5",
            "base-bs-1-ep-20-op-Lion-lr-0_0001-net-128-ap-64",
            "starz-v5",
            baseModel(),
            new SnapshotReference("ab", "snapshots/ab.json"),
            TrainingSettings.DEFAULTS,
            NOW);

    String text = json.writeValueAsString(job);

    assertThat(json.readValue(text, TrainingJob.class)).isEqualTo(job);
    assertThat(text).contains("\"optimizer\":\"Lion\"").contains("\"dispatch\":1");
  }

  @Test
  void trainingJobsOfAnOlderVersionBeginWithANewLora() {
    TrainingJob job =
        new TrainingJob(
            JobId.random(),
            new DispatchId(1),
            RunId.random(),
            "starz",
            "v5",
            "base",
            "starz-v5",
            baseModel(),
            new SnapshotReference("ab", "snapshots/ab.json"),
            TrainingSettings.DEFAULTS,
            NOW);
    String text = json.writeValueAsString(job);
    String older = text.replace(",\"loras\":[]", "");

    assertThat(older).isNotEqualTo(text);
    assertThat(json.readValue(older, TrainingJob.class)).isEqualTo(job);
  }

  @Test
  void claimsSurviveTheWireAndOfOlderWorkersHaveNoId() {
    ClaimRequest claim = new ClaimRequest(new WorkerId("w1"), new DispatchId(2), ClaimId.random());

    assertThat(json.readValue(json.writeValueAsString(claim), ClaimRequest.class)).isEqualTo(claim);
    assertThat(json.readValue("{\"worker\":\"w1\",\"dispatch\":2}", ClaimRequest.class))
        .isEqualTo(new ClaimRequest(new WorkerId("w1"), new DispatchId(2), null));
  }

  @Test
  void reportsSurviveTheWireAndOfOlderWorkersTellNoMemory() {
    WorkerReport report = report(24L << 30);
    String text = json.writeValueAsString(report);
    String older = text.replace(",\"deviceMemory\":25769803776", "");

    assertThat(older).isNotEqualTo(text);
    assertThat(json.readValue(text, WorkerReport.class)).isEqualTo(report);
    assertThat(json.readValue(older, WorkerReport.class)).isEqualTo(report(null));
    assertThatThrownBy(() -> report(0L)).hasMessageContaining("deviceMemory 0 is not allowed");
  }

  private static WorkerReport report(@Nullable Long memory) {
    return new WorkerReport(
        new WorkerId("w1"), Set.of(WorkKind.TRAINING), "cuda:0", memory, "1", null, false);
  }

  @Test
  void settingsOfAnOlderVersionAreReadWithTodaysDefaults() {
    String stored =
        """
        {"optimiser": {"optimizer": "AdamW", "learningRate": 1.0E-5, "weightDecay": null,
           "ofAnotherTime": 1},
         "loop": {"epochs": 7, "seed": 4294967295}, "gone": {"warmth": 3}}
        """;

    assertThat(json.readValue(stored, TrainingSettings.class))
        .isEqualTo(
            SettingsCatalogue.TRAINING.read(
                Map.of(
                    "optimizer", "AdamW", "learningRate", 1e-5, "epochs", 7, "seed", 4294967295L)));
  }

  @Test
  void eventsAreToldApartByTheirType() {
    TrainingEvent progressed =
        new TrainingEvent.Progressed(
            JobId.random(),
            HEADER,
            40,
            2,
            3.5,
            List.of(new TrainingEvent.Point(40, 0.1, 1e-4, 5e-5)));
    TrainingEvent failed =
        new TrainingEvent.Failed(
            JobId.random(), HEADER, FailureKind.DIVERGED, "The loss is NaN at step 12.");

    assertThat(json.readValue(json.writeValueAsString(progressed), TrainingEvent.class))
        .isEqualTo(progressed);
    assertThat(json.readValue(json.writeValueAsString(failed), TrainingEvent.class))
        .isEqualTo(failed);
    assertThat(json.writeValueAsString(failed)).contains("\"type\":\"failed\"");
  }

  @Test
  void linesOfOlderWorkersTellThatAllIsWell() {
    TrainingEvent.Logged warned =
        new TrainingEvent.Logged(
            JobId.random(), HEADER, List.of("Beginning anew."), LogLevel.WARNING);
    String text = json.writeValueAsString((TrainingEvent) warned);

    assertThat(json.readValue(text, TrainingEvent.class)).isEqualTo(warned);

    String older = text.replace(",\"level\":\"WARNING\"", "");
    assertThat(older).isNotEqualTo(text);
    assertThat(((TrainingEvent.Logged) json.readValue(older, TrainingEvent.class)).level())
        .isEqualTo(LogLevel.INFO);
  }

  @Test
  void pointsOfOlderWorkersHaveOneLearningRate() {
    String older = "{\"step\":40,\"loss\":0.1,\"learningRate\":1.0E-4}";

    assertThat(json.readValue(older, TrainingEvent.Point.class))
        .isEqualTo(new TrainingEvent.Point(40, 0.1, 1e-4));
  }

  @Test
  void picturesOfOlderSnapshotsCountAsWholeOriginals() {
    String older =
        """
        {"repeats": 2, "classTokens": "cat", "pictures": [{"name": "a.png", "key": "a",
          "sha256": "00", "width": 512, "height": 768, "caption": "a cat"}]}
        """;

    DatasetSnapshot snapshot = json.readValue(older, DatasetSnapshot.class);

    assertThat(snapshot.pictures())
        .extracting(DatasetSnapshot.Picture::framing)
        .containsExactly(new Framing(512, 768, 0, 0));
    assertThat(snapshot).isEqualTo(new DatasetSnapshot(2, "cat", snapshot.pictures()));
  }

  @Test
  void snapshotsTellTheirConceptsAndBuckets() {
    DatasetSnapshot snapshot =
        new DatasetSnapshot(
            List.of(
                new DatasetSnapshot.Concept("cat", 2, "sks cat", false, List.of()),
                new DatasetSnapshot.Concept("cats", 1, "cat", true, List.of())),
            new DatasetSnapshot.Buckets(512, 768, 256, 1024, true));
    DatasetSnapshot scaled =
        new DatasetSnapshot(snapshot.concepts(), snapshot.buckets(), ResizeMethod.AREA);

    assertThat(json.readValue(json.writeValueAsString(scaled), DatasetSnapshot.class))
        .isEqualTo(scaled);
    assertThat(json.writeValueAsString(scaled)).endsWith("},\"resizeMethod\":\"area\"}");
    assertThat(json.readValue(json.writeValueAsString(snapshot), DatasetSnapshot.class))
        .isEqualTo(snapshot);
    assertThat(json.writeValueAsString(snapshot))
        .isEqualTo(
            """
            {"concepts":[{"name":"cat","repeats":2,"classTokens":"sks cat",\
            "regularisation":false,"pictures":[]},\
            {"name":"cats","repeats":1,"classTokens":"cat","regularisation":true,"pictures":[]}],\
            "buckets":{"width":512,"height":768,"smallest":256,"largest":1024,"noUpscale":true}}\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"repeats\": 2}", "{\"pictures\": []}"})
  void refusesSnapshotsThatListNoPictures(String written) {
    assertThatThrownBy(() -> json.readValue(written, DatasetSnapshot.class))
        .hasMessageContaining("a dataset has concepts, or repeats and pictures");
  }

  @Test
  void snapshotsTellHowPicturesWereTakenOutOfTheirOriginals() {
    DatasetSnapshot snapshot =
        new DatasetSnapshot(
            1,
            "cat",
            List.of(
                new DatasetSnapshot.Picture(
                    "a.png", "a", "00", 512, 512, "a cat", new Framing(1920, 1080, 199, 0)),
                new DatasetSnapshot.Picture(
                    "b.png",
                    "b",
                    "01",
                    512,
                    512,
                    "a cat",
                    new Framing(1920, 1080, 199, 0, new Framing.Overflow(398, 0)))));

    String written = json.writeValueAsString(snapshot);

    assertThat(json.readValue(written, DatasetSnapshot.class)).isEqualTo(snapshot);
    assertThat(written)
        .contains("{\"originalWidth\":1920,\"originalHeight\":1080,\"left\":199,\"top\":0}");
  }

  @Test
  void aPictureLiesInItsFile() {
    Framing.Overflow overflow = new Framing.Overflow(10, 0);

    assertThat(new Framing(100, 100, 5, 0, overflow).at(10, 0).left()).isEqualTo(10);
    assertThatThrownBy(() -> new Framing(100, 100, 11, 0, overflow))
        .hasMessageContaining("from 11, 0 on does not lie in a file that is 10 columns");
    assertThatThrownBy(() -> new Framing.Overflow(-1, 0)).hasMessageContaining("at least 0");
  }

  @Test
  void eventsNameTheirWorkAndAttempt() {
    JobId job = JobId.random();
    WorkEvent event = new TrainingEvent.Finished(job, HEADER, 0.1, Duration.ofSeconds(5));

    assertThat(event.work()).isEqualTo(new WorkId(WorkKind.TRAINING, job.value()));
    assertThat(event.epoch()).isEqualTo(new LeaseEpoch(2));
    assertThat(event.sequence()).isEqualTo(7);
    assertThat(event.at()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../etc", "a b", "ünï"})
  void refusesWorkerIdThatIsNotPlain(String id) {
    assertThatThrownBy(() -> new WorkerId(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + id + "'");
  }

  @Test
  void countsEpochsAndDispatchesFromOne() {
    assertThat(new LeaseEpoch(1).next()).isEqualTo(new LeaseEpoch(2));
    assertThatThrownBy(() -> new LeaseEpoch(0)).hasMessageContaining("counts from 1");
    assertThatThrownBy(() -> new DispatchId(0)).hasMessageContaining("counts from 1");
    assertThatThrownBy(() -> new EventHeader(new LeaseEpoch(1), 0, NOW))
        .hasMessageContaining("counts from 1");
  }

  private static BaseModelReference baseModel() {
    return new BaseModelReference(
        BaseModelId.random(),
        "v1-5-pruned-emaonly",
        Family.SD1,
        PredictionType.EPSILON,
        "cd",
        4_265_146_304L,
        "models/cd.safetensors",
        null);
  }
}
