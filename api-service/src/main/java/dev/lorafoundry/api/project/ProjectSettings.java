package dev.lorafoundry.api.project;

import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long deleted projects and versions can be restored.
 *
 * @param keptAfterDeletion after that they are deleted for good
 * @param purgeEvery pause between two looks for those whose time is over
 */
@Validated
@ConfigurationProperties("lora-foundry.projects")
public record ProjectSettings(
    @DefaultValue("7d") @DurationMin(seconds = 0) Duration keptAfterDeletion,
    @DefaultValue("10m") @DurationMin(millis = 1) Duration purgeEvery) {

  /** When what was deleted then can't be restored any more. */
  public Instant goneAt(Instant deletedAt) {
    return deletedAt.plus(keptAfterDeletion);
  }
}
