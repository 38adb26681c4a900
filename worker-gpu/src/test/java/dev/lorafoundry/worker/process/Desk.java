package dev.lorafoundry.worker.process;

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
import tools.jackson.databind.json.JsonMapper;

/** An API that grants every claim and wants everything to continue. */
final class Desk implements AutoCloseable {
  static final String TOKEN = "worker-secret";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LEASE = Duration.ofSeconds(30);

  final List<Release> releases = new CopyOnWriteArrayList<>();
  final List<String> reports = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Lease next = new Lease(new LeaseEpoch(1), LEASE, null);

  Desk() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/internal/v1/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What the next claims are answered with. */
  void grant(int epoch, Lease.ResumePoint from) {
    next = new Lease(new LeaseEpoch(epoch), LEASE, from);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      boolean known =
          ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] answer =
          known ? answerTo(exchange.getRequestURI().getPath(), body) : "who?".getBytes(UTF_8);
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
    } else {
      reports.add(body);
    }
    return JSON.writeValueAsBytes("noted");
  }
}
