package dev.lorafoundry.api.idempotency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long Idempotency-Keys count.
 *
 * @param keep an answer is repeated for so long
 */
@Validated
@ConfigurationProperties("lora-foundry.idempotency")
public record IdempotencySettings(@DefaultValue("1d") @DurationMin(seconds = 1) Duration keep) {}
