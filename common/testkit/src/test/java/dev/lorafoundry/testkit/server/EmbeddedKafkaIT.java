package dev.lorafoundry.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaIT {
  private static final String TOPIC = "kept";

  @TempDir Path folder;

  @Test
  void keepsItsRecordsOverARestart() throws Exception {
    try (var server = EmbeddedKafka.start(folder, 0)) {
      createTopic(server);
      send(server, "first");
    }

    try (var server = EmbeddedKafka.start(folder, 0)) {
      send(server, "second");

      assertThat(readTwo(server)).containsExactly("first", "second");
    }
  }

  private static void createTopic(KafkaServer server) throws Exception {
    try (Admin admin = Admin.create(address(server))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void send(KafkaServer server, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(address(server), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static List<String> readTwo(KafkaServer server) {
    List<String> values = new java.util.ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(address(server), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      consumer.seekToBeginning(consumer.assignment());
      for (int polls = 0; polls < 100 && values.size() < 2; polls++) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static Map<String, Object> address(KafkaServer server) {
    return Map.of("bootstrap.servers", server.bootstrapServers());
  }
}
