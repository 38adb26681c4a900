package dev.lorafoundry.workerprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

final class WorkerProcessSettingsTest {
  private final Map<String, String> given = new LinkedHashMap<>(SettingsRunner.SECRETS);

  WorkerProcessSettingsTest() {
    given.put("worker.id", "w1");
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ExampleSettings.class)
  static class SettingsOnly {}

  private ApplicationContextRunner runner() {
    return SettingsRunner.of(SettingsOnly.class, given);
  }

  @Test
  void hasDefaultsForAllButNameAndSecrets() {
    runner()
        .run(
            context -> {
              WorkerProcessSettings found = context.getBean(WorkerProcessSettings.class);
              assertThat(found.api().url()).isEqualTo(URI.create("http://localhost:8080"));
              assertThat(found.api().timeout()).isEqualTo(Duration.ofSeconds(10));
              assertThat(found.kafka().bootstrapServers()).isEqualTo("localhost:9092");
              assertThat(found.kafka().properties()).isEmpty();
              assertThat(found.s3().endpoint()).isEqualTo(URI.create("http://localhost:9000"));
              assertThat(found.s3().region()).isEqualTo("us-east-1");
              assertThat(found.s3().bucket()).isEqualTo("lora-foundry");
              WorkerProcessSettings.Worker worker = found.worker();
              assertThat(worker.device()).isEqualTo("cpu");
              assertThat(worker.deviceMemory()).isNull();
              assertThat(worker.threadsToUse())
                  .isEqualTo(Runtime.getRuntime().availableProcessors());
              assertThat(worker.deviceForPeople()).matches("cpu, (1 thread|\\d+ threads)");
              assertThat(worker.cache()).isEqualTo(Path.of("cache"));
              assertThat(worker.cacheSize()).isEqualTo(DataSize.ofGigabytes(20));
              assertThat(worker.heartbeat()).isEqualTo(Duration.ofSeconds(2));
              assertThat(worker.drain()).isEqualTo(Duration.ofSeconds(60));
              assertThat(worker.clipTokenizer()).isNull();
              assertThat(worker.clipVocabularyAddress())
                  .hasValueSatisfying(it -> assertThat(it).hasHost("raw.githubusercontent.com"));
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
    given.put("worker.device", "cuda:1");
    given.put("worker.device-memory", "20GB");
    given.put("worker.threads", "3");
    given.put("worker.cache", "/somewhere");
    given.put("worker.cache-size", "5MB");
    given.put("worker.heartbeat", "4s");
    given.put("worker.drain", "5s");
    given.put("worker.clip-tokenizer", "/clip.json");
    given.put("worker.clip-vocabulary-url", "https://mirror/merges.gz");

    runner()
        .run(
            context ->
                assertThat(context.getBean(WorkerProcessSettings.class))
                    .isEqualTo(
                        new ExampleSettings(
                            new WorkerProcessSettings.Api(
                                URI.create("http://api:1"), "token", Duration.ofSeconds(3)),
                            new WorkerProcessSettings.Kafka(
                                "a:1,b:2", Map.of("security.protocol", "SSL")),
                            new WorkerProcessSettings.S3(
                                URI.create("http://s3:2"), "eu", "key", "secret", "other"),
                            new WorkerProcessSettings.Worker(
                                "w1",
                                "cuda:1",
                                DataSize.ofGigabytes(20),
                                3,
                                Path.of("/somewhere"),
                                DataSize.ofMegabytes(5),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Path.of("/clip.json"),
                                "https://mirror/merges.gz"))));
  }

  /** Of a map Spring reads the spelling without the dash only. */
  @Test
  void takesPropertiesOfKafkaFromTheEnvironment() {
    Map<String, Object> variables = Map.of("LORAFOUNDRY_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL");

    runner()
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
        .run(
            context ->
                assertThat(context.getBean(WorkerProcessSettings.class).kafka().properties())
                    .isEqualTo(Map.of("security.protocol", "SSL")));
  }

  @ParameterizedTest
  @CsvSource({"3, 'cpu, 3 threads'", "1, 'cpu, 1 thread'"})
  void theProcessorMayBeWrittenInCapitals(String threads, String forPeople) {
    given.put("worker.device", "CPU");
    given.put("worker.threads", threads);

    runner()
        .run(
            context ->
                assertThat(context.getBean(WorkerProcessSettings.class).worker().deviceForPeople())
                    .isEqualTo(forPeople));
  }

  @Test
  void doesNotStartWithLessMemoryThanNone() {
    given.put("worker.device-memory", "-1GB");

    runner()
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("device-memory -1073741824B is not allowed"));
  }

  @Test
  void fetchesNoVocabularyWhereTheAddressIsEmpty() {
    given.put("worker.clip-vocabulary-url", "");

    runner()
        .run(
            context ->
                assertThat(
                        context
                            .getBean(WorkerProcessSettings.class)
                            .worker()
                            .clipVocabularyAddress())
                    .isEmpty());
  }

  @Test
  void doesNotStartWithAnAddressOfAnotherKind() {
    given.put("worker.clip-vocabulary-url", "file:///etc/passwd");

    runner()
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("begins with http:// or https://"));
  }

  @ParameterizedTest
  @CsvSource({
    "api.worker-token, give the token that the API expects of workers",
    "s3.access-key, give the access key of the object store",
    "s3.secret-key, give the secret key of the object store",
    "worker.id, give a name that no other worker has"
  })
  void doesNotStartWithout(String key, String message) {
    given.remove(key);

    runner().run(context -> assertThat(context).getFailure().hasStackTraceContaining(message));
  }

  @Test
  void doesNotStartWithAKeyThatNobodyReads() {
    given.put("worker.devise", "cuda");

    runner()
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining("worker.devise"));
  }
}
