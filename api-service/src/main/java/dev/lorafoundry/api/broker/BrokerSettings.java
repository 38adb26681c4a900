package dev.lorafoundry.api.broker;

import dev.lorafoundry.messaging.KafkaSettings;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers such as {@code kafka:9092}; several with commas
 * @param properties more properties of Kafka's clients, such as {@code security.protocol}
 */
@Validated
@ConfigurationProperties("lora-foundry.kafka")
public record BrokerSettings(
    @NotBlank String bootstrapServers, @DefaultValue Map<String, String> properties) {
  public BrokerSettings {
    properties = Map.copyOf(properties);
  }

  KafkaSettings toKafka() {
    return new KafkaSettings(bootstrapServers, properties);
  }
}
