package dev.lorafoundry.e2e;

import dev.lorafoundry.objectstore.MinioObjectStore;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreSettings;
import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.process.Backoff;
import dev.lorafoundry.standalone.process.Program;
import dev.lorafoundry.standalone.process.Supervisor;
import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.Unique;
import dev.lorafoundry.testkit.server.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The system as a team runs it: the servers, the api-service and the workers apart, so that one of
 * them may end while the others go on.
 */
final class SeparateSystem implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(90);

  /** No time to do anything: it is killed. */
  private static final Duration NO_GRACE = Duration.ofMillis(1);

  private static final String API_TOKEN = "api-token-of-the-test";
  private static final String WORKER_TOKEN = "worker-token-of-the-test";

  private final Path home;
  private final int port = Ports.claim("the API", Ports.ANY);
  private final String bucket = Unique.name("separate");
  private final String database = Servers.freshDatabase();
  private Supervisor api;
  private final Supervisor workers;

  private SeparateSystem(Path home) {
    this.home = home;
    this.api = startedApi();
    this.workers =
        start(
            List.of(
                worker("worker-gpu", "first"),
                worker("worker-gpu", "second"),
                worker("preview-worker", "third")),
            GRACE);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /**
   * @param home folder for logs, models and caches
   */
  static SeparateSystem start(Path home) throws IOException {
    Files.createDirectories(home.resolve("models"));
    return new SeparateSystem(home);
  }

  FoundryClient client() {
    return new FoundryClient(address(), API_TOKEN);
  }

  Path models() {
    return home.resolve("models");
  }

  ObjectStore objects() {
    return new MinioObjectStore(
        ObjectStoreSettings.of(
                Servers.s3().endpoint(), Servers.s3().accessKey(), Servers.s3().secretKey())
            .withBucket(bucket));
  }

  /** Kills the api-service, and nothing else. */
  void killApi() {
    api.close();
  }

  void startApi() {
    api = startedApi();
  }

  /** What a process has logged. */
  String log(String name) throws IOException {
    return Files.readString(logFile(name));
  }

  private Supervisor startedApi() {
    Map<String, String> settings = shared();
    settings.put("SPRING_DATASOURCE_URL", database);
    settings.put("SPRING_DATASOURCE_USERNAME", Servers.postgres().user());
    settings.put("SPRING_DATASOURCE_PASSWORD", Servers.postgres().password());
    settings.put("SERVER_PORT", Integer.toString(port));
    settings.put("LORA_FOUNDRY_ACCESS_API_TOKEN", API_TOKEN);
    settings.put("LORA_FOUNDRY_ACCESS_WORKER_TOKEN", WORKER_TOKEN);
    settings.put("LORA_FOUNDRY_MODELS_FOLDER", models().toString());
    // why: a worker gives up whose lease no heartbeat renewed, and a slow machine takes longer than
    // the usual lease to start the API again
    settings.put("LORA_FOUNDRY_QUEUE_LEASE", "10m");
    Program program =
        new Program("api-service", jar(), List.of("-Xmx512m"), settings, logFile("api-service"));
    return start(List.of(program), NO_GRACE);
  }

  private Program worker(String application, String id) {
    Map<String, String> settings = shared();
    settings.put("SERVER_PORT", "0");
    settings.put("LORA_FOUNDRY_API_URL", address().toString());
    settings.put("LORA_FOUNDRY_API_WORKER_TOKEN", WORKER_TOKEN);
    settings.put("LORA_FOUNDRY_WORKER_ID", id);
    settings.put("LORA_FOUNDRY_WORKER_THREADS", "1");
    settings.put("LORA_FOUNDRY_WORKER_CACHE", home.resolve("cache-" + id).toString());
    settings.put("DJL_CACHE_DIR", FoundryProcess.LIBTORCH.toString());
    Path jar = FoundryProcess.JAR.resolveSibling("workers").resolve(application + ".jar");
    return new Program(
        id, jar, List.of("-Xmx512m", "-Dai.djl.offline=true"), settings, logFile(id));
  }

  private Map<String, String> shared() {
    Map<String, String> settings = new HashMap<>();
    settings.put("LORA_FOUNDRY_KAFKA_BOOTSTRAP_SERVERS", Servers.kafka().bootstrapServers());
    settings.put("LORA_FOUNDRY_S3_ENDPOINT", Servers.s3().endpoint().toString());
    settings.put("LORA_FOUNDRY_S3_ACCESS_KEY", Servers.s3().accessKey());
    settings.put("LORA_FOUNDRY_S3_SECRET_KEY", Servers.s3().secretKey());
    settings.put("LORA_FOUNDRY_S3_BUCKET", bucket);
    return settings;
  }

  private Supervisor start(List<Program> programs, Duration grace) {
    return Supervisor.start(programs, Backoff.DEFAULT, grace, System.out::println);
  }

  private Path logFile(String name) {
    return home.resolve(name + ".log");
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static Path jar() {
    try (Stream<Path> files = Files.list(Path.of("..", "..", "api-service", "target"))) {
      return files
          .filter(file -> file.toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the api-service is not packaged"));
    } catch (IOException e) {
      throw new AssertionError("the api-service is not built", e);
    }
  }

  @Override
  public void close() {
    workers.close();
    api.close();
  }
}
