package dev.lorafoundry.workerprocess;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** Starts nothing of a worker but its settings, with all that has no default. */
public final class SettingsRunner {
  private SettingsRunner() {}

  /**
   * @param settings enables one class of settings
   */
  public static ApplicationContextRunner of(Class<?> settings) {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
        .withUserConfiguration(settings)
        .withPropertyValues(
            "lora-foundry.api.worker-token=token",
            "lora-foundry.s3.access-key=key",
            "lora-foundry.s3.secret-key=secret");
  }
}
