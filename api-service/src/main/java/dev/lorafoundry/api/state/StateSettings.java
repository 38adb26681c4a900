package dev.lorafoundry.api.state;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long training states stay that a job could resume from.
 *
 * @param keptAfterDone after a job was done; its last worker may still be writing one
 * @param keptAfterFailure after a job failed or was cancelled: until then a retry goes on from its
 *     last state, later it begins anew
 * @param purgeEvery pause between two looks for states that nobody can need
 */
@Validated
@ConfigurationProperties("lora-foundry.states")
public record StateSettings(
    @DefaultValue("15m") @DurationMin(seconds = 0) Duration keptAfterDone,
    @DefaultValue("14d") @DurationMin(seconds = 0) Duration keptAfterFailure,
    @DefaultValue("5m") @DurationMin(millis = 1) Duration purgeEvery) {}
