package dev.lorafoundry.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Messages that lie in a topic, to send once more as they are. */
final class SentMessages {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final String bootstrapServers;
  private final String topic;

  SentMessages(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /** Sends the first message again whose text holds this one. */
  void sendAgain(String part) throws InterruptedException, ExecutionException {
    ConsumerRecord<byte[], byte[]> first = find(part);
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic, first.partition(), first.key(), first.value(), first.headers()))
          .get();
    }
  }

  private ConsumerRecord<byte[], byte[]> find(String part) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant end = Instant.now().plus(LIMIT);
      while (Instant.now().isBefore(end)) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(500))) {
          if (new String(found.value(), StandardCharsets.UTF_8).contains(part)) {
            return found;
          }
        }
      }
    }
    throw new AssertionError("no message in " + topic + " holds " + part);
  }
}
