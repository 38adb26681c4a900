package dev.lorafoundry.workerprocess;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.HeartbeatAnswer;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.Release;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An API that grants every claim and wants everything to continue. */
public final class Desk implements AutoCloseable {
  /** What workers must say to be heard. */
  public static final String TOKEN = "worker-secret";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Release> releases = new CopyOnWriteArrayList<>();
  private volatile Lease next = new Lease(new LeaseEpoch(1), LEASE, null);

  public Desk() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/internal/v1/", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What the next claims are answered with. */
  public void grant(int epoch, Lease.@Nullable ResumePoint from) {
    next = new Lease(new LeaseEpoch(epoch), LEASE, from);
  }

  /** Path and body of every request, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** What was given back, in order. */
  public List<Release> releases() {
    return List.copyOf(releases);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      requests.add(path + " " + body);
      boolean known =
          ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] answer = known ? answerTo(path, body) : "who?".getBytes(UTF_8);
      exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] answerTo(String path, String body) {
    if (path.endsWith("/claim")) {
      return JSON.writeValueAsBytes(next);
    }
    if (path.endsWith("/heartbeat")) {
      return JSON.writeValueAsBytes(new HeartbeatAnswer(Command.CONTINUE));
    }
    if (path.endsWith("/release")) {
      releases.add(JSON.readValue(body, Release.class));
    }
    return JSON.writeValueAsBytes("noted");
  }
}
