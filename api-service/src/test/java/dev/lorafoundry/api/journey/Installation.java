package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.api.ApiService;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An installation with a database of its own, whose API can be stopped and started again. As an
 * extension of a test class it runs while the class does.
 */
final class Installation implements AutoCloseable, BeforeAllCallback, AfterAllCallback {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Map<String, Object> settings = TestApi.settings();
  private @Nullable ConfigurableApplicationContext running;

  Installation() {
    settings.put("lora-foundry.events.group", Unique.name("events"));
    settings.put("lora-foundry.queue.lease", "3s");
    settings.put("lora-foundry.queue.sweep-every", "200ms");
    settings.put("lora-foundry.queue.dispatch-every", "100ms");
    settings.put("lora-foundry.queue.first-pause", "100ms");
  }

  /** Another setting, for the next start. */
  Installation with(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    start();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    close();
  }

  Installation start() {
    SpringApplication application = new SpringApplication(ApiService.class, ReadyDataset.class);
    application.setRegisterShutdownHook(false);
    running =
        application.run(
            settings.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new));
    return this;
  }

  void stop() {
    context().close();
    running = null;
  }

  URI url() {
    return URI.create(
        "http://127.0.0.1:" + context().getEnvironment().getRequiredProperty("local.server.port"));
  }

  <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  /** Sum of the counters of this name that carry these tags. */
  double count(String meter, String... tags) {
    return bean(MeterRegistry.class).find(meter).tags(tags).counters().stream()
        .mapToDouble(each -> each.count())
        .sum();
  }

  JsonNode get(String path) {
    return read(send("GET", path, null), 200);
  }

  JsonNode post(String path, Map<String, ?> body, int status) {
    return read(send("POST", path, JSON.writeValueAsString(body)), status);
  }

  /** A request that may come again, with the key that says so. */
  JsonNode postWithKey(String path, String body, String key, int status) {
    return read(send("POST", path, body, "Idempotency-Key", key), status);
  }

  byte[] bytes(String path) {
    HttpResponse<byte[]> answer = send("GET", path, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  HttpResponse<byte[]> send(
      String method, String path, @Nullable String body, String... moreHeaders) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(url().resolve(path))
              .headers(headers(moreHeaders))
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String[] headers(String... more) {
    return Stream.concat(
            Stream.of(
                "Authorization", "Bearer " + TestApi.API_TOKEN, "Content-Type", "application/json"),
            Arrays.stream(more))
        .toArray(String[]::new);
  }

  /** Starts a run of the ready dataset with these settings and small previews. */
  JsonNode run(Map<String, ?> grid) {
    Map<String, Object> settings = new LinkedHashMap<>(grid);
    settings.putIfAbsent("rank", 8);
    settings.putIfAbsent("epochs", 1);
    return post(
        "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/runs",
        Map.of(
            "baseModel",
            JobExample.MODEL.id().toString(),
            "settings",
            settings,
            "preview",
            Map.of("loraWeights", List.of(1), "width", 64, "height", 64)),
        201);
  }

  /** Ids of a run's jobs. */
  static List<String> jobs(JsonNode run) {
    List<String> ids = new ArrayList<>();
    run.path("jobs").forEach(job -> ids.add(job.path("id").asString()));
    return ids;
  }

  void awaitState(String path, String state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get(path).path("state").asString()).isEqualTo(state));
  }

  private static JsonNode read(HttpResponse<byte[]> answer, int status) {
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(status);
    return JSON.readTree(text);
  }

  private ConfigurableApplicationContext context() {
    if (running == null) {
      throw new IllegalStateException("the API is not running");
    }
    return running;
  }

  @Override
  public void close() {
    if (running != null) {
      stop();
    }
  }
}
