package dev.lorafoundry.messaging.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.Unique;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventListenersIT {
  private static final KafkaSettings KAFKA = KafkaSettings.of(Servers.kafka().bootstrapServers());
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String topic = Unique.name("events");
  private final String group = Unique.name("group");

  @BeforeEach
  void makeTopic() throws Exception {
    try (Admin admin = Admin.create(KAFKA.client("test"))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  @Test
  void anotherProcessSoonHearsWhatADeadOneShouldHaveHeard() {
    try (MessageSender sender = MessageSender.to(KAFKA, "test")) {
      dies(listening());
      sender.send(new ProducerRecord<>(topic, "the work is done".getBytes(UTF_8)));

      try (KafkaConsumer<byte[], byte[]> other = member()) {
        await()
            .atMost(EventListeners.DEAD_AFTER.multipliedBy(2))
            .until(() -> !other.poll(POLL).isEmpty());
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> listening() {
    KafkaConsumer<byte[], byte[]> member = member();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var unused = member.poll(POLL);
              return !member.assignment().isEmpty();
            });
    return member;
  }

  /** It can't say goodbye. */
  private static void dies(KafkaConsumer<byte[], byte[]> member) {
    member.close(
        CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP)
            .withTimeout(PATIENCE));
  }

  private KafkaConsumer<byte[], byte[]> member() {
    Map<String, Object> settings = EventListeners.properties(KAFKA);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    member.subscribe(List.of(topic));
    return member;
  }
}
