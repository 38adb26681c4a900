package dev.lorafoundry.preview.process;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.TopicSettings;
import dev.lorafoundry.messaging.Topics;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.objectstore.MinioObjectStore;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreSettings;
import dev.lorafoundry.preview.PreviewWorker;
import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.Unique;
import dev.lorafoundry.workerprocess.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A running worker with the servers that it needs. */
final class RunningWorker implements AutoCloseable {
  private static final MessageCodec CODEC = new MessageCodec();

  private final KafkaSettings kafka = KafkaSettings.of(Servers.kafka().bootstrapServers());
  private final Desk desk = new Desk();
  private final MessageSender sender;
  private final MinioObjectStore store;
  private final ConfigurableApplicationContext context;

  RunningWorker(Path cache) throws IOException {
    Topics.prepare(
        kafka,
        TopicSettings.DEFAULTS,
        List.of(WorkKind.PREVIEW, WorkKind.PREPARATION, WorkKind.LORA_TASK));
    sender = MessageSender.to(kafka, "test");
    String bucket = Unique.name("previews");
    store =
        new MinioObjectStore(
            ObjectStoreSettings.of(
                    Servers.s3().endpoint(), Servers.s3().accessKey(), Servers.s3().secretKey())
                .withBucket(bucket));
    store.createBucketIfMissing();
    context = SpringApplication.run(PreviewWorker.class, settings(bucket, cache));
  }

  Desk desk() {
    return desk;
  }

  ObjectStore store() {
    return store;
  }

  void offer(WorkKind kind, Object job) {
    sender.send(new ProducerRecord<>(kind.jobsTopic(), CODEC.write(job)));
  }

  /** A reader of all events of a kind, old ones too. */
  KafkaConsumer<byte[], byte[]> events(WorkKind kind) {
    Map<String, Object> settings = kafka.client("test");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Unique.name("test"));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(kind.eventsTopic()));
    return consumer;
  }

  String port() {
    return context.getEnvironment().getRequiredProperty("local.server.port");
  }

  /** As on SIGTERM. */
  void end() {
    context.close();
  }

  @Override
  public void close() {
    end();
    sender.close();
    store.close();
    desk.close();
  }

  private String[] settings(String bucket, Path cache) {
    return new String[] {
      "--server.port=0",
      "--lora-foundry.api.url=" + desk.address(),
      "--lora-foundry.api.worker-token=" + Desk.TOKEN,
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
