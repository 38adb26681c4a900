package dev.lorafoundry.api.state;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long training states stay that a job could resume from.
 *
 * @param keptAfterDone after a job was done; its last worker may still be writing one
 * @param keptAfterFailure after a job failed or was cancelled: until then a retry goes on from its
 *     last state, later it begins anew
 * @param purgeEvery pause between two looks for states that nobody can need
 */
@ConfigurationProperties("lora-foundry.states")
public record StateSettings(
    @DefaultValue("15m") Duration keptAfterDone,
    @DefaultValue("14d") Duration keptAfterFailure,
    @DefaultValue("5m") Duration purgeEvery) {}
