package dev.lorafoundry.e2e;

import static org.awaitility.Awaitility.await;

import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.testkit.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The assembled standalone, started as people start it: {@code java -jar lora-foundry.jar}. */
final class FoundryProcess implements AutoCloseable {
  static final Path JAR = Path.of("..", "standalone", "target", "lora-foundry", "lora-foundry.jar");

  /** Unpacked once for all state folders and all runs of the tests. */
  static final Path LIBTORCH = Path.of("target", "libtorch").toAbsolutePath();

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  static final Duration END_LIMIT = Duration.ofMinutes(3);

  private final Process process;
  private final Path state;
  private final Path output;
  private final int port;
  private final int kafkaPort;

  private FoundryProcess(Process process, Path state, Path output, int port, int kafkaPort) {
    this.process = process;
    this.state = state;
    this.output = output;
    this.port = port;
    this.kafkaPort = kafkaPort;
  }

  /**
   * @param output file for what it says
   */
  static FoundryProcess start(Path state, Path output, String... arguments) throws IOException {
    return start(state, output, Map.of(), arguments);
  }

  /**
   * @param environment beside this process's own
   */
  static FoundryProcess start(
      Path state, Path output, Map<String, String> environment, String... arguments)
      throws IOException {
    int port = Ports.claim("the page", Ports.ANY);
    int kafkaPort = Ports.claim("Kafka", Ports.ANY);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR.toRealPath().toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--state", state.toString(), "--port", Integer.toString(port)));
    command.addAll(List.of("--kafka-port", Integer.toString(kafkaPort)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()));
    builder.environment().remove("LORA_FOUNDRY_EXIT");
    builder.environment().putAll(environment);
    builder.environment().put("DJL_CACHE_DIR", LIBTORCH.toString());
    var started = new FoundryProcess(builder.start(), state, output, port, kafkaPort);
    Runtime.getRuntime().addShutdownHook(new Thread(started::close));
    return started;
  }

  /** Waits until it says that it is up. */
  FoundryProcess awaitUp() {
    try {
      await("start of the standalone")
          .atMost(START_LIMIT)
          .failFast("it ended", () -> !process.isAlive())
          .until(() -> output().contains("It runs until Ctrl-C."));
      return this;
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      killAll();
      throw new AssertionError("it did not start: " + output(), e);
    }
  }

  /** Waits for its own end. */
  int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      killAll();
      throw new AssertionError("it did not end within " + limit + ": " + output());
    }
    return process.exitValue();
  }

  FoundryClient client() {
    return new FoundryClient(
        URI.create("http://127.0.0.1:" + port), secrets().getProperty("api-token"));
  }

  /** The answer to a request without a body, for what the client has no method for. */
  JsonNode json(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + secrets().getProperty("api-token"))
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      return new JsonMapper()
          .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + path, e);
    }
  }

  String kafka() {
    return "127.0.0.1:" + kafkaPort;
  }

  /** What it said on the terminal. */
  String output() {
    return read(output);
  }

  /** The living process of a worker. */
  ProcessHandle worker(String name) {
    return process
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(name + ".jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " runs"));
  }

  /** It and all that it has started, among them PostgreSQL, which is nobody's child. */
  List<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), postgres().stream())
        .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
        .toList();
  }

  /** By the number that PostgreSQL leaves in its folder, if this process has the folder. */
  private Optional<ProcessHandle> postgres() {
    Path pidFile = state.resolve("postgres").resolve("postmaster.pid");
    try {
      String holder = Files.readString(state.resolve("lock")).strip();
      return holder.equals(Long.toString(process.pid()))
          ? Files.readAllLines(pidFile).stream()
              .findFirst()
              .map(Long::parseLong)
              .flatMap(ProcessHandle::of)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it has not started or has ended
    }
  }

  /** Kills it so that it can't do anything any more (SIGKILL). */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Kills it with all that it has started, so that nothing is left of it. */
  private void killAll() {
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroyForcibly);
  }

  /** Asks it to end, as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        killAll();
        throw new AssertionError("it did not end within " + END_LIMIT + " of being asked to");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Properties secrets() {
    Properties secrets = new Properties();
    try (var in = Files.newInputStream(state.resolve("secrets.properties"))) {
      secrets.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return secrets;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
