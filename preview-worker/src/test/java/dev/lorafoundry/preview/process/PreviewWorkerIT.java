package dev.lorafoundry.preview.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.settings.CropMode;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.TopicSettings;
import dev.lorafoundry.messaging.Topics;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.MinioObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStoreSettings;
import dev.lorafoundry.preview.PreviewWorker;
import dev.lorafoundry.preview.rendering.PreviewJobs;
import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.Unique;
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
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole process: offers from Kafka, leases from an API, pictures to S3, events to Kafka. */
final class PreviewWorkerIT {
  private static final MessageCodec CODEC = new MessageCodec();
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private static Path cache;

  private static Desk desk;
  private static MinioObjectStore store;
  private static MessageSender sender;
  private static KafkaSettings kafka;
  private static ConfigurableApplicationContext worker;

  @BeforeAll
  static void start() throws IOException {
    desk = new Desk();
    kafka = KafkaSettings.of(Servers.kafka().bootstrapServers());
    Topics.prepare(kafka, TopicSettings.DEFAULTS, List.of(WorkKind.PREVIEW, WorkKind.PREPARATION));
    sender = MessageSender.to(kafka, "test");
    String bucket = Unique.name("previews");
    store =
        new MinioObjectStore(
            ObjectStoreSettings.of(
                    Servers.s3().endpoint(), Servers.s3().accessKey(), Servers.s3().secretKey())
                .withBucket(bucket));
    store.createBucketIfMissing();
    worker = SpringApplication.run(PreviewWorker.class, settings(bucket));
  }

  @AfterAll
  static void end() {
    worker.close();
    sender.close();
    store.close();
    desk.close();
  }

  @Test
  void rendersAndPreparesSideBySideAndIsHealthy() throws IOException, InterruptedException {
    PreviewJobs.supply(store);
    PreviewJob preview = PreviewJobs.with(Map.of("seeds", "1,2"));
    PreparationJob preparation = preparation();

    offer(WorkKind.PREVIEW, preview);
    offer(WorkKind.PREPARATION, preparation);

    List<PreviewEvent> previewEvents = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> events = consumer(WorkKind.PREVIEW)) {
      await().atMost(LONG).until(() -> finished(events, PreviewEvent.class, previewEvents));
    }
    PreviewEvent.Finished end = (PreviewEvent.Finished) previewEvents.get(previewEvents.size() - 1);
    assertThat(end.preview()).isEqualTo(preview.id());
    assertThat(store.exists(ObjectKey.of(end.gridKey()))).isTrue();
    List<PreparationEvent> preparationEvents = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> events = consumer(WorkKind.PREPARATION)) {
      await().atMost(LONG).until(() -> finished(events, PreparationEvent.class, preparationEvents));
    }
    assertThat(preparationEvents.get(0))
        .isInstanceOfSatisfying(
            PreparationEvent.PicturePrepared.class,
            it -> assertThat(store.exists(ObjectKey.of(it.processed().get(0).key()))).isTrue());
    assertThat(desk.requests())
        .anyMatch(it -> it.startsWith("/internal/v1/work/preview/" + preview.id() + "/claim"))
        .anyMatch(it -> it.startsWith("/internal/v1/workers") && it.contains("w-previews"))
        .anyMatch(it -> it.startsWith("/internal/v1/workers") && it.contains("w-preparations"));
    assertThat(get("/actuator/health/liveness")).contains("\"UP\"");
    assertThat(get("/actuator/prometheus"))
        .contains("lora_foundry_preview_pictures_total 2.0")
        .contains("lora_foundry_preview_render_time_seconds_count 2")
        .contains("lora_foundry_preparation_pictures_total 1.0")
        .contains("lora_foundry_preparation_refused_total 0.0");
  }

  private static PreparationJob preparation() {
    PreparationJob.Original original =
        new PreparationJob.Original(PictureId.random(), 0, "foo", "originals/foo", "unused");
    store.put(
        ObjectKey.of(original.key()),
        Content.of(PngFile.of(new BufferedImage(90, 70, BufferedImage.TYPE_INT_RGB)), Content.PNG));
    return new PreparationJob(
        PreparationId.random(),
        new DispatchId(1),
        VersionId.random(),
        new PreparationSettings(64, 64, CropMode.COVER, false, -1),
        List.of(original));
  }

  private static void offer(WorkKind kind, Object job) {
    sender.send(new ProducerRecord<>(kind.jobsTopic(), CODEC.write(job)));
  }

  private static <E> boolean finished(
      KafkaConsumer<byte[], byte[]> events, Class<E> type, List<E> into) {
    events
        .poll(Duration.ofMillis(200))
        .forEach(message -> into.add(CODEC.read(message.value(), type)));
    return into.stream()
        .anyMatch(
            it -> it instanceof PreviewEvent.Finished || it instanceof PreparationEvent.Finished);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(WorkKind kind) {
    Map<String, Object> settings = kafka.client("test");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Unique.name("test"));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(kind.eventsTopic()));
    return consumer;
  }

  private static String get(String path) throws IOException, InterruptedException {
    String port = worker.getEnvironment().getProperty("local.server.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String[] settings(String bucket) {
    return new String[] {
      "--server.port=0",
      "--lora-foundry.api.url=" + desk.address(),
      "--lora-foundry.api.worker-token=secret",
      "--lora-foundry.kafka.bootstrap-servers=" + Servers.kafka().bootstrapServers(),
      "--lora-foundry.s3.endpoint=" + Servers.s3().endpoint(),
      "--lora-foundry.s3.access-key=" + Servers.s3().accessKey(),
      "--lora-foundry.s3.secret-key=" + Servers.s3().secretKey(),
      "--lora-foundry.s3.bucket=" + bucket,
      "--lora-foundry.worker.id=w",
      "--lora-foundry.worker.threads=1",
      "--lora-foundry.worker.cache=" + cache
    };
  }
}
