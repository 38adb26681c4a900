package dev.lorafoundry.api.broker;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers such as {@code kafka:9092}; several with commas
 */
@Validated
@ConfigurationProperties("lora-foundry.kafka")
public record BrokerSettings(@NotBlank String bootstrapServers) {}
