package dev.lorafoundry.workerprocess;

import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** Starts nothing of a worker but its settings. */
public final class SettingsRunner {
  /** What has no default, by its key below {@code lora-foundry}. */
  public static final Map<String, String> SECRETS =
      Map.of("api.worker-token", "token", "s3.access-key", "key", "s3.secret-key", "secret");

  private SettingsRunner() {}

  /**
   * @param settings enables one class of settings
   * @param given values by key below {@code lora-foundry}
   */
  public static ApplicationContextRunner of(Class<?> settings, Map<String, String> given) {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
        .withUserConfiguration(settings)
        .withPropertyValues(
            given.entrySet().stream()
                .map(entry -> "lora-foundry." + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new));
  }
}
