package dev.lorafoundry.preview.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.HeartbeatAnswer;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** An API that grants every claim and wants everything to continue. */
final class Desk implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Desk() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/internal/v1/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Path and body of every request. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(path + " " + body);
      String auth = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] answer = "Bearer secret".equals(auth) ? answerTo(path) : new byte[0];
      exchange.sendResponseHeaders(answer.length == 0 ? 401 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static byte[] answerTo(String path) {
    if (path.endsWith("/claim")) {
      return JSON.writeValueAsBytes(new Lease(new LeaseEpoch(1), Duration.ofSeconds(30), null));
    }
    if (path.endsWith("/heartbeat")) {
      return JSON.writeValueAsBytes(new HeartbeatAnswer(Command.CONTINUE));
    }
    return JSON.writeValueAsBytes("noted");
  }
}
