package dev.lorafoundry.preview.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.workerprocess.SettingsRunner;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** What the manual gives, application.yml; what every worker has is tested where it is defined. */
final class PreviewWorkerSettingsTest {
  private final ApplicationContextRunner runner =
      SettingsRunner.of(SettingsOnly.class, SettingsRunner.SECRETS)
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withPropertyValues("HOSTNAME=here");

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(PreviewWorkerSettings.class)
  static class SettingsOnly {}

  @Test
  void hasDefaultsForAllButSecrets() {
    runner.run(
        context -> {
          PreviewWorkerSettings found = context.getBean(PreviewWorkerSettings.class);
          assertThat(found.worker().id()).isEqualTo("here");
          assertThat(found.worker().cacheSize()).isEqualTo(DataSize.ofGigabytes(20));
          assertThat(found.preview()).isEqualTo(new PreviewWorkerSettings.Preview(50_000_000));
          assertThat(found.preparation())
              .isEqualTo(
                  new PreviewWorkerSettings.Preparation(
                      DataSize.ofMegabytes(64), 100_000_000, Duration.ofSeconds(20)));
        });
  }

  @Test
  void readsEveryKeyOfItsOwn() {
    runner
        .withPropertyValues(
            "lora-foundry.preview.largest-grid=1000000",
            "lora-foundry.preparation.largest-file=1MB",
            "lora-foundry.preparation.largest-picture=5000",
            "lora-foundry.preparation.time=6s")
        .run(
            context -> {
              PreviewWorkerSettings found = context.getBean(PreviewWorkerSettings.class);
              assertThat(found.preview()).isEqualTo(new PreviewWorkerSettings.Preview(1_000_000));
              assertThat(found.preparation())
                  .isEqualTo(
                      new PreviewWorkerSettings.Preparation(
                          DataSize.ofMegabytes(1), 5000, Duration.ofSeconds(6)));
            });
  }

  @Test
  void refusesUnknownKeys() {
    runner
        .withPropertyValues("lora-foundry.preview.larges-grid=5")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("lora-foundry.preview.larges-grid"));
  }
}
