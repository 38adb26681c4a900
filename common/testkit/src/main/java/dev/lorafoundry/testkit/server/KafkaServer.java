package dev.lorafoundry.testkit.server;

/** A running Kafka broker whose share groups work. */
public interface KafkaServer extends AutoCloseable {
  /** Value of {@code bootstrap.servers}. */
  String bootstrapServers();

  @Override
  void close();
}
