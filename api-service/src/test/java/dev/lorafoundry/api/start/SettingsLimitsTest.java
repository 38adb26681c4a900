package dev.lorafoundry.api.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.DatasetSettings;
import dev.lorafoundry.api.live.LiveSettings;
import dev.lorafoundry.api.outbox.OutboxSettings;
import dev.lorafoundry.api.queue.QueueSettings;
import dev.lorafoundry.api.run.RunSettings;
import dev.lorafoundry.api.state.StateSettings;
import dev.lorafoundry.api.upload.UploadSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Settings that nothing could work with end the start, by name. */
final class SettingsLimitsTest {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({
    DatasetSettings.class,
    LiveSettings.class,
    OutboxSettings.class,
    QueueSettings.class,
    RunSettings.class,
    StateSettings.class,
    UploadSettings.class
  })
  static class Settings {}

  @ParameterizedTest
  @CsvSource({
    "dataset.max-pictures, 0, maxPictures",
    "dataset.max-upload, 0B, max-upload",
    "dataset.max-file, -1B, max-file",
    "dataset.max-zip-ratio, 0, maxZipRatio",
    "live.send-every, 0s, sendEvery",
    "live.max-connections, 0, maxConnections",
    "outbox.look-every, -1s, lookEvery",
    "queue.half-life, 500ms, halfLife",
    "queue.dispatch-every, 0s, dispatchEvery",
    "queue.attempts, 0, attempts",
    "queue.turn, -1s, turn",
    "run.max-jobs, 0, maxJobs",
    "run.max-checkpoints-per-job, 0, maxCheckpointsPerJob",
    "states.purge-every, 0s, purgeEvery",
    "upload.max-part, 0B, max-part",
    "upload.max-open, 0, maxOpen",
    "upload.kept, 1s, kept",
  })
  void refusesAValueByItsKey(String key, String value, String name) {
    service
        .withPropertyValues("lora-foundry." + key + "=" + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("lora-foundry." + key.replaceAll("\\..*", ""))
                    .hasStackTraceContaining(name));
  }
}
