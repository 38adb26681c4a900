package dev.lorafoundry.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DemoTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
  private FakeApi api;
  private Duration waited = Duration.ZERO;
  private Optional<String> obstacle = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void playsTheMainJobToItsResults() throws Exception {
    assertThat(play()).isTrue();

    JsonNode result = result();
    assertThat(result.get("ok").asBoolean()).isTrue();
    assertThat(result.get("version").asString()).isEqualTo("v1");
    double seconds = (double) waited.toSeconds();
    assertThat(result.get("seconds").asDouble()).isEqualTo(seconds).isPositive();
    assertThat(shown()).contains(String.format(Locale.ROOT, "The demo took %.1f s", seconds));
    JsonNode job = result.get("jobs").get(0);
    assertThat(job.get("name").asString()).isEqualTo("sample-op-Lion");
    assertThat(job.get("state").asString()).isEqualTo("done");
    assertThat(job.get("finalLoss").asDouble()).isEqualTo(0.125);
    assertThat(Path.of(job.get("checkpoints").get(0).asString()))
        .isEqualTo(folder.resolve("demo/v1/sample-op-Lion/Sample-v1.safetensors"))
        .exists();
    assertThat(Path.of(job.get("grids").get(0).asString()))
        .isEqualTo(folder.resolve("demo/v1/sample-op-Lion/Sample-v1.png"))
        .exists();
  }

  @Test
  void showsBarLinesAndTable() throws Exception {
    play();

    assertThat(shown())
        .contains("Project Sample, version v1", "1 pictures uploaded", "3 pictures prepared")
        .contains("sample-op-Lion  running, step 10 of 10")
        .containsPattern("\\[#+-*\\] +[0-9]+ %  previews 1 of 8")
        .containsPattern("job +final loss +checkpoints +seconds")
        .containsPattern("sample-op-Lion +0\\.1250 +1 +12\\.5 +done");
  }

  @Test
  void asksForTheExampleGrid() throws Exception {
    play();

    @SuppressWarnings("unchecked")
    Map<String, Object> settings = (Map<String, Object>) api.run().get("settings");
    assertThat(settings.get("optimizer")).isEqualTo(List.of("Lion", "AdamW"));
    assertThat((List<?>) settings.get("learningRate")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(api.run().get("previewAfterTraining")).isEqualTo(true);
  }

  @Test
  void takesTheNextFreeVersion() throws Exception {
    api.withVersion("v1").withVersion("v3");

    play();

    assertThat(result().get("version").asString()).isEqualTo("v2");
    assertThat(api.requests()).doesNotContain("POST /projects");
  }

  @Test
  void saysWhichJobDidNotEndWell() throws Exception {
    api.whoseJobEnds("failed");

    assertThat(play()).isFalse();

    assertThat(result().get("ok").asBoolean()).isFalse();
    assertThat(shown()).contains("sample-op-Lion: the training is failed: because");
  }

  @ParameterizedTest
  @CsvSource({
    "cancelled, the training is cancelled: because",
    "done, a checkpoint has no preview: it was saved while the job was cancelled"
  })
  void awaitsNoPreviewOfACheckpointThatWasSavedWhileItsJobWasCancelled(String end, String complaint)
      throws Exception {
    api.whoseJobEnds(end).withoutPreviews();

    assertThat(play()).isFalse();

    assertThat(waited).isLessThan(Duration.ofMinutes(10));
    assertThat(result().get("ok").asBoolean()).isFalse();
    assertThat(result().get("jobs").get(0).get("checkpoints").size()).isEqualTo(1);
    assertThat(shown()).contains("sample-op-Lion: " + complaint);
  }

  @Test
  void givesUpWhenNothingChangesForTenMinutes() throws Exception {
    api.whoseJobEnds("running");
    Files.writeString(folder.resolve("demo-result.json"), "of an earlier demo");

    assertThatThrownBy(this::play)
        .isInstanceOf(DemoFailed.class)
        .hasMessageContaining("The end of the run did not come")
        .hasMessageContaining("10 minutes");
    assertThat(folder.resolve("demo-result.json")).doesNotExist();
    assertThat(waited).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
  }

  @Test
  void givesUpWhenNoWorkerIsThere() {
    api.withoutALivingWorker();

    assertThatThrownBy(this::play)
        .isInstanceOf(DemoFailed.class)
        .hasMessageContaining("A worker for every kind of work did not come");
  }

  @Test
  void givesUpAtOnceWhenAWorkerCantStart() {
    api.withoutALivingWorker();
    obstacle = Optional.of("worker-gpu ended with exit code 1");

    assertThatThrownBy(this::play)
        .isInstanceOf(DemoFailed.class)
        .hasMessageContaining("will not come: worker-gpu ended with exit code 1");
    assertThat(waited).isZero();
  }

  private boolean play() throws Exception {
    Path picture = Files.writeString(folder.resolve("a.png"), "picture");
    Display display = new PlainDisplay(out, () -> Instant.EPOCH);
    Patience patience =
        new Patience(
            () -> waited = waited.plusSeconds(30),
            () -> Instant.EPOCH.plus(waited),
            Duration.ofMinutes(10),
            () -> obstacle);
    return new Demo(api.client(), "base", out, display, patience)
        .play(new Demo.Sample(List.of(picture), "this", "not this"), folder, "http://page");
  }

  private JsonNode result() {
    return new JsonMapper().readTree(folder.resolve("demo-result.json").toFile());
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
