package dev.lorafoundry.api.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave for Kafka.
 *
 * @param lookEvery pause between two looks for what another replica left behind
 * @param pauseAfterFailure before Kafka is tried again
 */
@ConfigurationProperties("lora-foundry.outbox")
public record OutboxSettings(
    @DefaultValue("1s") Duration lookEvery, @DefaultValue("2s") Duration pauseAfterFailure) {}
