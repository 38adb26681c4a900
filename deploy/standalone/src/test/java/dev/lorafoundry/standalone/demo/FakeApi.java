package dev.lorafoundry.standalone.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lorafoundry.standalone.client.FoundryClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as far as the demo needs it; each look at a run brings it one step on. */
final class FakeApi implements AutoCloseable {
  private static final String TOKEN = "token";
  private static final String JOB = UUID.randomUUID().toString();
  private static final String CHECKPOINT = UUID.randomUUID().toString();
  private static final String PREVIEW = UUID.randomUUID().toString();

  private final HttpServer server;
  private final JsonMapper json = new JsonMapper();
  private final List<String> requests = new ArrayList<>();
  private final List<Map<String, Object>> versions = new ArrayList<>();
  private int looks;
  private boolean workerLives = true;
  private boolean previewsAreAsked = true;
  private String endOfJob = "done";
  private Map<String, Object> run = Map.of();

  FakeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  FoundryClient client() {
    return new FoundryClient(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), TOKEN);
  }

  FakeApi withVersion(String name) {
    versions.add(Map.of("id", UUID.randomUUID(), "name", name));
    return this;
  }

  FakeApi whoseJobEnds(String state) {
    endOfJob = state;
    return this;
  }

  FakeApi withoutPreviews() {
    previewsAreAsked = false;
    return this;
  }

  FakeApi withoutALivingWorker() {
    workerLives = false;
    return this;
  }

  List<String> requests() {
    return requests;
  }

  /** The body of the run's submission. */
  Map<String, Object> run() {
    return run;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
    String request = exchange.getRequestMethod() + " " + path;
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(request);
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, Map.of("title", "Who are you?"));
    } else if (path.endsWith("/file") || path.endsWith("/grid")) {
      send(exchange, 200, path.getBytes(StandardCharsets.UTF_8));
    } else {
      send(exchange, 200, json(request, body));
    }
  }

  private Object json(String request, byte[] body) {
    String plain = request.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID");
    return switch (plain) {
      case "GET /workers" -> page(List.of(worker()));
      case "GET /projects" -> page(versions.isEmpty() ? List.of() : List.of(project()));
      case "GET /projects/ID", "POST /projects" -> project();
      case "POST /projects/ID/versions" -> version(json.readTree(body));
      case "GET /base-models" ->
          page(List.of(Map.of("id", UUID.randomUUID(), "name", "base", "sha256", "", "bytes", 1)));
      case "POST /versions/ID/pictures" ->
          Map.of("accepted", List.of(Map.of("name", "a")), "refused", List.of());
      case "POST /versions/ID/preparations" -> preparation("queued");
      case "GET /preparations/ID" -> preparation("done");
      case "POST /versions/ID/runs" -> submitted(body);
      case "GET /runs/ID" -> run(looks++ == 0 ? "running" : endOfJob);
      case "GET /jobs/ID/checkpoints" -> page(looks > 1 ? List.of(checkpoint()) : List.of());
      case "GET /checkpoints/ID/previews" ->
          page(previewsAreAsked ? List.of(preview(looks > 2 ? "done" : "running")) : List.of());
      default -> throw new IllegalArgumentException(plain);
    };
  }

  @SuppressWarnings("unchecked")
  private Object submitted(byte[] body) {
    run = json.readValue(body, Map.class);
    return run("queued");
  }

  private Map<String, Object> project() {
    return Map.of("id", UUID.randomUUID(), "name", DemoPlan.PROJECT, "versions", versions);
  }

  private Map<String, Object> worker() {
    return Map.of(
        "id", "w", "kinds", List.of("training", "preview", "preparation"), "live", workerLives);
  }

  private static Map<String, Object> version(JsonNode body) {
    return Map.of("id", UUID.randomUUID(), "name", body.get("name").asString());
  }

  private static Map<String, Object> preparation(String state) {
    return Map.of("id", UUID.randomUUID(), "state", state, "done", 3, "total", 3);
  }

  private static Map<String, Object> run(String state) {
    Map<String, Object> job =
        Map.of(
            "id",
            JOB,
            "name",
            "sample-op-Lion",
            "state",
            state,
            "step",
            10,
            "totalSteps",
            10,
            "attempts",
            1,
            "finalLoss",
            0.125,
            "seconds",
            12.5,
            "reason",
            "because");
    return Map.of("id", UUID.randomUUID(), "jobs", List.of(job), "totalSteps", 10);
  }

  private static Map<String, Object> checkpoint() {
    return Map.of(
        "id", CHECKPOINT, "name", "Sample-v1", "epoch", 2, "step", 10, "bytes", 9, "sha256", "x");
  }

  private static Map<String, Object> preview(String state) {
    return Map.of("id", PREVIEW, "state", state, "pictures", List.of());
  }

  private static Map<String, Object> page(List<?> items) {
    return Map.of("items", items, "page", 0, "size", 100, "total", items.size());
  }

  private void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = body instanceof byte[] plain ? plain : json.writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
