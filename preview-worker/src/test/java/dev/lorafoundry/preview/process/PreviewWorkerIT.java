package dev.lorafoundry.preview.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.preview.rendering.PreviewJobs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process: offers from Kafka, leases from an API, pictures to S3, events to Kafka. */
final class PreviewWorkerIT {
  private static final MessageCodec CODEC = new MessageCodec();
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path cache;

  private RunningWorker worker;

  @BeforeEach
  void start() throws IOException {
    worker = new RunningWorker(cache);
  }

  @AfterEach
  void end() {
    worker.close();
  }

  @Test
  void rendersPreparesAndMakesLorasSideBySideAndIsHealthy()
      throws IOException, InterruptedException {
    PreviewJobs.supply(worker.store());
    PreviewJob preview = PreviewJobs.with(Map.of("seeds", "1,2"));
    PreparationJob preparation = preparation();

    worker.offer(WorkKind.PREVIEW, preview);
    worker.offer(WorkKind.PREPARATION, preparation);
    worker.offer(WorkKind.LORA_TASK, loraTask(preview));

    List<PreviewEvent> previewEvents = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> events = worker.events(WorkKind.PREVIEW)) {
      await().atMost(LONG).until(() -> finished(events, PreviewEvent.class, previewEvents));
    }
    PreviewEvent.Finished end = (PreviewEvent.Finished) previewEvents.get(previewEvents.size() - 1);
    assertThat(end.preview()).isEqualTo(preview.id());
    assertThat(worker.store().exists(ObjectKey.of(end.gridKey()))).isTrue();
    List<PreparationEvent> preparationEvents = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> events = worker.events(WorkKind.PREPARATION)) {
      await().atMost(LONG).until(() -> finished(events, PreparationEvent.class, preparationEvents));
    }
    assertThat(preparationEvents.get(0))
        .isInstanceOfSatisfying(
            PreparationEvent.PicturePrepared.class,
            it ->
                assertThat(worker.store().exists(ObjectKey.of(it.processed().get(0).key())))
                    .isTrue());
    List<LoraTaskEvent> loraEvents = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> events = worker.events(WorkKind.LORA_TASK)) {
      await().atMost(LONG).until(() -> finished(events, LoraTaskEvent.class, loraEvents));
    }
    assertThat(loraEvents)
        .singleElement()
        .isInstanceOfSatisfying(
            LoraTaskEvent.Finished.class,
            it -> assertThat(worker.store().exists(ObjectKey.of(it.key()))).isTrue());
    assertThat(worker.desk().requests())
        .anyMatch(it -> it.startsWith("/internal/v1/work/preview/" + preview.id() + "/claim"))
        .anyMatch(it -> it.startsWith("/internal/v1/workers") && it.contains("w-previews"))
        .anyMatch(it -> it.startsWith("/internal/v1/workers") && it.contains("w-preparations"))
        .anyMatch(it -> it.startsWith("/internal/v1/workers") && it.contains("w-lora_tasks"));
    assertThat(get("/actuator/health/liveness")).contains("\"UP\"");
    assertThat(get("/actuator/prometheus"))
        .contains("lora_foundry_preview_pictures_total 2.0")
        .contains("lora_foundry_preview_render_time_seconds_count 2")
        .contains("lora_foundry_preparation_pictures_total 1.0")
        .contains("lora_foundry_preparation_refused_total 0.0");
  }

  @Test
  void givesItsWorkBackWhenItEnds() {
    PreviewJobs.supply(worker.store());
    PreviewJob preview = PreviewJobs.with(Map.of("steps", 150, "batchCount", 100));
    worker.offer(WorkKind.PREVIEW, preview);
    String work = "/internal/v1/work/preview/" + preview.id();
    await().atMost(LONG).until(() -> asked(work + "/claim"));

    worker.end();

    assertThat(worker.desk().requests())
        .anyMatch(it -> it.startsWith(work + "/release") && it.contains("the worker is ending"));
  }

  private boolean asked(String path) {
    return worker.desk().requests().stream().anyMatch(it -> it.startsWith(path));
  }

  private PreparationJob preparation() {
    byte[] file = PngFile.of(new BufferedImage(90, 70, BufferedImage.TYPE_INT_RGB));
    PreparationJob.Original original =
        new PreparationJob.Original(
            PictureId.random(), 0, "foo", "originals/foo", DigestUtils.sha256Hex(file));
    worker.store().put(ObjectKey.of(original.key()), Content.of(file, Content.PNG));
    return new PreparationJob(
        PreparationId.random(),
        new DispatchId(1),
        VersionId.random(),
        SettingsCatalogue.PREPARATION.read(Map.of("width", 64, "height", 64)),
        List.of(original));
  }

  private static LoraTaskJob loraTask(PreviewJob preview) {
    return new LoraTaskJob(
        LoraTaskId.random(),
        new DispatchId(1),
        VersionId.random(),
        "small",
        List.of(
            new LoraTaskJob.Source(
                new LoraReference(
                    preview.checkpoint().value(),
                    "it.safetensors",
                    preview.checkpointKey(),
                    preview.checkpointSha256()),
                1)),
        SettingsCatalogue.LORA_TASK.read(Map.of("kind", "resize", "rank", 1)));
  }

  private static <E> boolean finished(
      KafkaConsumer<byte[], byte[]> events, Class<E> type, List<E> into) {
    events
        .poll(Duration.ofMillis(200))
        .forEach(message -> into.add(CODEC.read(message.value(), type)));
    return into.stream()
        .anyMatch(
            it ->
                it instanceof PreviewEvent.Finished
                    || it instanceof PreparationEvent.Finished
                    || it instanceof LoraTaskEvent.Finished);
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + worker.port() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
