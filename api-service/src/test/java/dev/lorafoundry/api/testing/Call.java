package dev.lorafoundry.api.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** One request that is being written. */
public final class Call {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpRequest.Builder request;
  private final String method;
  private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

  Call(String method, URI uri) {
    this.method = method;
    this.request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1));
  }

  public Call header(String name, String value) {
    request.setHeader(name, value);
    return this;
  }

  public Call bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** The value as JSON. */
  public Call json(Object value) {
    return body(JSON.writeValueAsString(value), "application/json");
  }

  public Call body(String text, String contentType) {
    return body(text.getBytes(StandardCharsets.UTF_8), contentType);
  }

  public Call body(byte[] bytes, String contentType) {
    body = BodyPublishers.ofByteArray(bytes);
    return header("Content-Type", contentType);
  }

  public Call multipart(Multipart form) {
    return body(form.bytes(), form.contentType());
  }

  public Reply send() {
    try {
      return new Reply(
          CLIENT.send(request.method(method, body).build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }
}
