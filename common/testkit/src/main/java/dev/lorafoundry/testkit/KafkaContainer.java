package dev.lorafoundry.testkit;

import dev.lorafoundry.testkit.server.KafkaServer;

/** Kafka in a container. */
final class KafkaContainer implements KafkaServer {
  private final org.testcontainers.kafka.KafkaContainer container =
      new org.testcontainers.kafka.KafkaContainer("apache/kafka:4.2.0")
          .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
          .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
          .withEnv("KAFKA_GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS", "1000")
          .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

  KafkaContainer() {
    container.start();
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void close() {
    container.stop();
  }
}
