package dev.lorafoundry.api.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long Idempotency-Keys count.
 *
 * @param keep an answer is repeated for so long
 */
@ConfigurationProperties("lora-foundry.idempotency")
public record IdempotencySettings(@DefaultValue("1d") Duration keep) {}
