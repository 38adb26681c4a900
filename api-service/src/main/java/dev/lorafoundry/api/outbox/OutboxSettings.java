package dev.lorafoundry.api.outbox;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages leave for Kafka.
 *
 * @param lookEvery pause between two looks for what another replica left behind
 * @param pauseAfterFailure before Kafka is tried again
 */
@Validated
@ConfigurationProperties("lora-foundry.outbox")
public record OutboxSettings(
    @DefaultValue("1s") @DurationMin(millis = 1) Duration lookEvery,
    @DefaultValue("2s") @DurationMin(millis = 1) Duration pauseAfterFailure) {}
