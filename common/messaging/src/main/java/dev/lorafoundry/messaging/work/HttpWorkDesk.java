package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.HeartbeatAnswer;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The API's internal endpoint over HTTP. */
public final class HttpWorkDesk implements WorkDesk {
  private static final int CONFLICT = 409;

  private final HttpClient http;
  private final URI api;
  private final String token;
  private final Duration timeout;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * @param api base address of the API, such as {@code http://api-service:8080}
   * @param token the worker token
   * @param timeout longest wait for an answer
   */
  public HttpWorkDesk(URI api, String token, Duration timeout) {
    this.api = api;
    this.token = token;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  public ClaimAnswer claim(WorkId work, ClaimRequest request) {
    HttpResponse<String> answer = post(pathOf(work) + "/claim", request);
    return answer.statusCode() == CONFLICT
        ? new ClaimAnswer.Refused(answer.body())
        : new ClaimAnswer.Granted(read(answer, Lease.class));
  }

  @Override
  public Optional<Command> heartbeat(WorkId work, Heartbeat heartbeat) {
    HttpResponse<String> answer = post(pathOf(work) + "/heartbeat", heartbeat);
    return answer.statusCode() == CONFLICT
        ? Optional.empty()
        : Optional.of(read(answer, HeartbeatAnswer.class).command());
  }

  @Override
  public void release(WorkId work, Release release) {
    post(pathOf(work) + "/release", release);
  }

  @Override
  public void report(WorkerReport report) {
    post("/internal/v1/workers", report);
  }

  private static String pathOf(WorkId work) {
    String kind = work.kind().name().toLowerCase(Locale.ROOT);
    return "/internal/v1/work/" + kind + "/" + work.value();
  }

  /** Sends a body; answers other than 2xx and 409 count as no answer. */
  private HttpResponse<String> post(String path, Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    HttpResponse<String> answer = send(request);
    int status = answer.statusCode();
    if (status / 100 != 2 && status != CONFLICT) {
      throw new DeskUnreachable(api + path + " answered " + status + ": " + answer.body());
    }
    return answer;
  }

  private <T> T read(HttpResponse<String> answer, Class<T> type) {
    try {
      return json.readValue(answer.body(), type);
    } catch (JacksonException e) {
      throw new DeskUnreachable(
          answer.uri() + " gave no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DeskUnreachable("no answer from " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeskUnreachable("interrupted while asking " + request.uri(), e);
    }
  }
}
