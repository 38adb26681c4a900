package dev.lorafoundry.standalone.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Requests with a token, answers as records. */
final class HttpCalls {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final URI base;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final JsonMapper json =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  HttpCalls(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  <T> T get(String path, Class<T> type) {
    return read(send(request(path).GET()), type);
  }

  /** Sends what is to be made under a key of its own, so that it is made once. */
  <T> T post(String path, Object body, Class<T> type) {
    return post(
        path, "application/json", BodyPublishers.ofString(json.writeValueAsString(body)), type);
  }

  <T> T post(String path, String contentType, BodyPublisher body, Class<T> type) {
    return read(
        send(
            request(path)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body)),
        type);
  }

  /** Fetches a file, which appears whole. */
  void download(String path, Path target) {
    byte[] bytes = send(request(path).GET()).body();
    try {
      Files.createDirectories(target.getParent());
      Path part = target.resolveSibling(target.getFileName() + ".part");
      Files.write(part, bytes);
      Files.move(part, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + target, e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 != 2) {
        throw refusal(request, answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          "interrupted while asking " + request.uri(), new IOException(e));
    }
  }

  private ApiRefused refusal(HttpRequest request, HttpResponse<byte[]> answer) {
    return new ApiRefused(
        answer.statusCode(),
        "%s %s was answered with %d: %s"
            .formatted(
                request.method(), request.uri().getPath(), answer.statusCode(), reason(answer)));
  }

  private String reason(HttpResponse<byte[]> answer) {
    try {
      return json.readValue(answer.body(), Problem.class).text();
    } catch (JacksonException e) {
      return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
    return json.readValue(answer.body(), type);
  }
}
