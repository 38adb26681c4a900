package dev.lorafoundry.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.workerprocess.SettingsRunner;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** What the manual gives, application.yml; what every worker has is tested where it is defined. */
final class WorkerGpuSettingsTest {
  private final ApplicationContextRunner runner =
      SettingsRunner.of(SettingsOnly.class, SettingsRunner.SECRETS)
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withPropertyValues("HOSTNAME=here");

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(WorkerGpuSettings.class)
  static class SettingsOnly {}

  @Test
  void hasDefaultsForAllButSecrets() {
    runner.run(
        context -> {
          WorkerGpuSettings found = context.getBean(WorkerGpuSettings.class);
          assertThat(found.worker().id()).isEqualTo("here");
          assertThat(found.worker().cacheSize()).isEqualTo(DataSize.ofGigabytes(50));
          assertThat(found.training().cacheSize()).isEqualTo(DataSize.ofMegabytes(128));
          assertThat(found.training().diskCacheSize()).isEqualTo(DataSize.ofGigabytes(10));
        });
  }

  @Test
  void readsEveryKeyOfItsOwn() {
    runner
        .withPropertyValues(
            "lora-foundry.training.cache-size=1MB", "lora-foundry.training.disk-cache-size=0")
        .run(
            context ->
                assertThat(context.getBean(WorkerGpuSettings.class).training())
                    .isEqualTo(
                        new WorkerGpuSettings.Training(
                            DataSize.ofMegabytes(1), DataSize.ofBytes(0))));
  }

  @Test
  void doesNotStartWithAKeyThatNobodyReads() {
    runner
        .withPropertyValues("lora-foundry.worker.devise=cuda")
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining("worker.devise"));
  }
}
