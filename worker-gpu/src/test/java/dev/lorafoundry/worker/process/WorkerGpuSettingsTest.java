package dev.lorafoundry.worker.process;

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

final class WorkerGpuSettingsTest {
  private final Map<String, String> given = new LinkedHashMap<>();

  WorkerGpuSettingsTest() {
    given.put("api.worker-token", "token");
    given.put("s3.access-key", "key");
    given.put("s3.secret-key", "secret");
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(WorkerGpuSettings.class)
  static class SettingsOnly {}

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
        .withUserConfiguration(SettingsOnly.class)
        .withPropertyValues(
            given.entrySet().stream()
                .map(entry -> "lora-foundry." + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new));
  }

  @Test
  void hasDefaultsForAllButSecrets() {
    runner()
        .run(
            context -> {
              WorkerGpuSettings found = context.getBean(WorkerGpuSettings.class);
              assertThat(found.api().url()).isEqualTo(URI.create("http://localhost:8080"));
              assertThat(found.api().timeout()).isEqualTo(Duration.ofSeconds(10));
              assertThat(found.kafka().bootstrapServers()).isEqualTo("localhost:9092");
              assertThat(found.kafka().properties()).isEmpty();
              assertThat(found.s3().endpoint()).isEqualTo(URI.create("http://localhost:9000"));
              assertThat(found.s3().region()).isEqualTo("us-east-1");
              assertThat(found.s3().bucket()).isEqualTo("lora-foundry");
              assertThat(found.worker().id()).isEqualTo("worker-gpu");
              assertThat(found.worker().device()).isEqualTo("cpu");
              assertThat(found.worker().threadsToUse())
                  .isEqualTo(Runtime.getRuntime().availableProcessors());
              assertThat(found.worker().cache()).isEqualTo(Path.of("cache"));
              assertThat(found.worker().cacheSize()).isEqualTo(DataSize.ofGigabytes(50));
              assertThat(found.worker().heartbeat()).isEqualTo(Duration.ofSeconds(2));
              assertThat(found.worker().drain()).isEqualTo(Duration.ofSeconds(60));
              assertThat(found.worker().clipTokenizer()).isNull();
            });
  }

  @Test
  void readsEveryKey() {
    given.put("api.url", "http://api:1");
    given.put("api.timeout", "3s");
    given.put("kafka.bootstrap-servers", "a:1,b:2");
    given.put("kafka.properties.[security.protocol]", "SSL");
    given.put("s3.endpoint", "http://s3:2");
    given.put("s3.region", "eu");
    given.put("s3.bucket", "other");
    given.put("worker.id", "w1");
    given.put("worker.device", "cuda:1");
    given.put("worker.threads", "3");
    given.put("worker.cache", "/somewhere");
    given.put("worker.cache-size", "5MB");
    given.put("worker.heartbeat", "4s");
    given.put("worker.drain", "5s");
    given.put("worker.clip-tokenizer", "/clip.json");

    runner()
        .run(
            context ->
                assertThat(context.getBean(WorkerGpuSettings.class))
                    .isEqualTo(
                        new WorkerGpuSettings(
                            new WorkerGpuSettings.Api(
                                URI.create("http://api:1"), "token", Duration.ofSeconds(3)),
                            new WorkerGpuSettings.Kafka(
                                "a:1,b:2", Map.of("security.protocol", "SSL")),
                            new WorkerGpuSettings.S3(
                                URI.create("http://s3:2"), "eu", "key", "secret", "other"),
                            new WorkerGpuSettings.Worker(
                                "w1",
                                "cuda:1",
                                3,
                                Path.of("/somewhere"),
                                DataSize.ofMegabytes(5),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Path.of("/clip.json")))));
  }

  @Test
  void doesNotStartWithoutSecrets() {
    given.remove("api.worker-token");

    runner()
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("give the token that the API expects of workers"));
  }

  @Test
  void doesNotStartWithAKeyThatNobodyReads() {
    given.put("worker.devise", "cuda");

    runner()
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining("worker.devise"));
  }
}
