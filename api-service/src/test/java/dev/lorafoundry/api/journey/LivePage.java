package dev.lorafoundry.api.journey;

import dev.lorafoundry.api.testing.TestApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A page that follows live events; keeps every line that comes. */
final class LivePage implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final HttpResponse<InputStream> answer;

  private LivePage(HttpResponse<InputStream> answer) {
    this.answer = answer;
    Thread reader = new Thread(this::read, "live-page");
    reader.setDaemon(true);
    reader.start();
  }

  static LivePage open(Installation api, String query, @Nullable String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.url().resolve("/api/v1/events" + query))
            .header("Authorization", "Bearer " + TestApi.API_TOKEN);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      return new LivePage(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (var text =
        new java.io.BufferedReader(
            new java.io.InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      text.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("closed");
    }
  }

  int status() {
    return answer.statusCode();
  }

  /** Everything that has come, as one text. */
  String text() {
    return String.join("\n", lines);
  }

  /** The newest id that has come. */
  String lastId() {
    return lines.stream()
        .filter(line -> line.startsWith("id:"))
        .reduce((first, second) -> second)
        .map(line -> line.substring(3).strip())
        .orElseThrow();
  }

  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
