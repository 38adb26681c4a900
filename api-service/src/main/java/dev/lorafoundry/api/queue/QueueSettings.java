package dev.lorafoundry.api.queue;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the queue behaves.
 *
 * @param lease a worker that is silent for so long has lost its work
 * @param attempts attempts in a row without progress before work has failed
 * @param firstPause before the second try after a failure; doubles each time
 * @param longestPause at most this much
 * @param lookAhead releases beyond the idle workers, so that one that falls idle finds work at once
 * @param claimWithin an offer that no idle worker claimed in so long is made again
 * @param halfLife computing time counts half in the fair share after so long
 * @param turn computing time that one release is charged with until it is known
 * @param dispatchEvery pause between two looks at what may be released
 * @param sweepEvery pause between two looks for lost leases and unclaimed offers
 */
@Validated
@ConfigurationProperties("lora-foundry.queue")
public record QueueSettings(
    @DefaultValue("30s") @DurationMin(seconds = 1) Duration lease,
    @DefaultValue("5") @Min(1) int attempts,
    @DefaultValue("5s") @DurationMin(seconds = 0) Duration firstPause,
    @DefaultValue("5m") @DurationMin(seconds = 0) Duration longestPause,
    @DefaultValue("1") @Min(0) int lookAhead,
    @DefaultValue("30s") @DurationMin(seconds = 1) Duration claimWithin,
    @DefaultValue("1d") @DurationMin(seconds = 1) Duration halfLife,
    @DefaultValue("10m") @DurationMin(seconds = 0) Duration turn,
    @DefaultValue("500ms") @DurationMin(millis = 1) Duration dispatchEvery,
    @DefaultValue("2s") @DurationMin(millis = 1) Duration sweepEvery) {

  RetryPolicy retries() {
    return new RetryPolicy(attempts, firstPause, longestPause);
  }
}
