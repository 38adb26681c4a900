package dev.lorafoundry.api.live;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How live events reach pages.
 *
 * @param sendEvery pause between two looks for new events; what changes often is sent so often
 * @param heartbeat a connection on which nothing happens gets a sign of life so often
 * @param kept events stay for so long, for pages that come back
 * @param maxConnections open pages of one replica; more are refused
 * @param connectionLife a connection is closed after so long and comes back by itself
 */
@Validated
@ConfigurationProperties("lora-foundry.live")
public record LiveSettings(
    @DefaultValue("300ms") @DurationMin(millis = 1) Duration sendEvery,
    @DefaultValue("15s") @DurationMin(millis = 1) Duration heartbeat,
    @DefaultValue("15m") @DurationMin(seconds = 1) Duration kept,
    @DefaultValue("200") @Min(1) int maxConnections,
    @DefaultValue("1h") @DurationMin(seconds = 1) Duration connectionLife) {}
