package dev.lorafoundry.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers such as {@code kafka-0:9092,kafka-1:9092}
 * @param properties more properties of Kafka's clients, such as {@code security.protocol}
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {

  public KafkaSettings {
    properties = Map.copyOf(properties);
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "the address of Kafka is blank: give bootstrap servers, such as kafka:9092");
    }
  }

  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, Map.of());
  }

  /** The properties of a client, which may be added to. */
  public Map<String, Object> client(String clientId) {
    Map<String, Object> client = new HashMap<>(properties);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    return client;
  }

  /** Says all but the properties, which may hold passwords. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers=" + bootstrapServers + "]";
  }

  /** A new client for topics and groups; the caller closes it. */
  Admin admin() {
    return Admin.create(client("lora-foundry-admin"));
  }
}
