package dev.lorafoundry.preview.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

final class PreviewWorkerSettingsTest {
  private final Map<String, String> settings = new LinkedHashMap<>();

  PreviewWorkerSettingsTest() {
    settings.put("api.worker-token", "token");
    settings.put("s3.access-key", "key");
    settings.put("s3.secret-key", "secret");
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(PreviewWorkerSettings.class)
  static class SettingsOnly {}

  @Test
  void hasDefaultsForAllButSecrets() {
    runner()
        .run(
            context -> {
              PreviewWorkerSettings found = context.getBean(PreviewWorkerSettings.class);
              assertThat(found.api().url()).isEqualTo(URI.create("http://localhost:8080"));
              assertThat(found.api().timeout()).isEqualTo(Duration.ofSeconds(10));
              assertThat(found.kafka().bootstrapServers()).isEqualTo("localhost:9092");
              assertThat(found.s3().endpoint()).isEqualTo(URI.create("http://localhost:9000"));
              assertThat(found.s3().region()).isEqualTo("us-east-1");
              assertThat(found.s3().bucket()).isEqualTo("lora-foundry");
              assertThat(found.worker().id()).isEqualTo("preview-worker");
              assertThat(found.worker().device()).isEqualTo("cpu");
              assertThat(found.worker().threadsToUse())
                  .isEqualTo(Runtime.getRuntime().availableProcessors());
              assertThat(found.worker().cache()).isEqualTo(Path.of("cache"));
              assertThat(found.worker().cacheSize()).isEqualTo(DataSize.ofGigabytes(20));
              assertThat(found.worker().heartbeat()).isEqualTo(Duration.ofSeconds(2));
              assertThat(found.worker().drain()).isEqualTo(Duration.ofSeconds(60));
              assertThat(found.worker().clipTokenizer()).isNull();
              assertThat(found.preview().largestGrid()).isEqualTo(50_000_000);
              assertThat(found.preparation().largestFile()).isEqualTo(DataSize.ofMegabytes(64));
              assertThat(found.preparation().largestPicture()).isEqualTo(100_000_000);
              assertThat(found.preparation().time()).isEqualTo(Duration.ofSeconds(20));
            });
  }

  @Test
  void readsEveryKey() {
    settings.put("api.url", "http://api:1");
    settings.put("api.timeout", "3s");
    settings.put("kafka.bootstrap-servers", "a:1,b:2");
    settings.put("s3.endpoint", "http://s3:2");
    settings.put("s3.region", "eu");
    settings.put("s3.bucket", "other");
    settings.put("worker.id", "w1");
    settings.put("worker.device", "cuda:1");
    settings.put("worker.threads", "3");
    settings.put("worker.cache", "/somewhere");
    settings.put("worker.cache-size", "5MB");
    settings.put("worker.heartbeat", "4s");
    settings.put("worker.drain", "5s");
    settings.put("worker.clip-tokenizer", "/clip.json");
    settings.put("preview.largest-grid", "1000000");
    settings.put("preparation.largest-file", "1MB");
    settings.put("preparation.largest-picture", "5000");
    settings.put("preparation.time", "6s");

    runner()
        .run(
            context ->
                assertThat(context.getBean(PreviewWorkerSettings.class))
                    .isEqualTo(
                        new PreviewWorkerSettings(
                            new PreviewWorkerSettings.Api(
                                URI.create("http://api:1"), "token", Duration.ofSeconds(3)),
                            new PreviewWorkerSettings.Kafka("a:1,b:2"),
                            new PreviewWorkerSettings.S3(
                                URI.create("http://s3:2"), "eu", "key", "secret", "other"),
                            new PreviewWorkerSettings.Worker(
                                "w1",
                                "cuda:1",
                                3,
                                Path.of("/somewhere"),
                                DataSize.ofMegabytes(5),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Path.of("/clip.json")),
                            new PreviewWorkerSettings.Preview(1_000_000),
                            new PreviewWorkerSettings.Preparation(
                                DataSize.ofMegabytes(1), 5000, Duration.ofSeconds(6)))));
  }

  @Test
  void refusesUnknownKeys() {
    settings.put("worker.divice", "cpu");

    runner()
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("lora-foundry.worker.divice"));
  }

  @Test
  void refusesToStartWithoutTokenOrKeys() {
    settings.remove("api.worker-token");

    runner()
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("give the token that the API expects"));
  }

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
        .withUserConfiguration(SettingsOnly.class)
        .withPropertyValues(
            settings.entrySet().stream()
                .map(each -> "lora-foundry." + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new));
  }
}
