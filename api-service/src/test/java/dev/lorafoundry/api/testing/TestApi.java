package dev.lorafoundry.api.testing;

import dev.lorafoundry.api.ApiService;
import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.Unique;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole service on the servers of the testkit, started once for all tests of a JVM by nothing
 * but settings. Tests share its data, so each makes what it needs.
 *
 * <pre>{@code
 * Reply reply = TestApi.post("/api/v1/projects").json(Map.of("name", "cats")).send();
 * }</pre>
 */
public final class TestApi {
  public static final String API_TOKEN = "api-token-of-the-tests";
  public static final String WORKER_TOKEN = "worker-token-of-the-tests";

  /** From where the service registers models without an upload. */
  public static final Path MODELS = temporaryFolder();

  private TestApi() {}

  /** A GET with the API token. */
  public static Call get(String path) {
    return call("GET", path);
  }

  /** A POST with the API token. */
  public static Call post(String path) {
    return call("POST", path);
  }

  /** A PUT with the API token. */
  public static Call put(String path) {
    return call("PUT", path);
  }

  /** A DELETE with the API token. */
  public static Call delete(String path) {
    return call("DELETE", path);
  }

  /** Any request, with the API token. */
  public static Call call(String method, String path) {
    return anonymous(method, path).bearer(API_TOKEN);
  }

  /** Any request, from nobody. */
  public static Call anonymous(String method, String path) {
    return new Call(method, url().resolve(path));
  }

  public static URI url() {
    return URI.create(
        "http://127.0.0.1:"
            + Running.CONTEXT.getEnvironment().getRequiredProperty("local.server.port"));
  }

  /** The running service itself. */
  public static ApplicationContext context() {
    return Running.CONTEXT;
  }

  /** A bean of the running service. */
  public static <T> T bean(Class<T> type) {
    return Running.CONTEXT.getBean(type);
  }

  /** Everything that a start needs, on the testkit's servers. */
  public static Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("server.port", 0);
    settings.put("spring.datasource.url", Servers.freshDatabase());
    settings.put("spring.datasource.username", Servers.postgres().user());
    settings.put("spring.datasource.password", Servers.postgres().password());
    settings.put("lora-foundry.kafka.bootstrap-servers", Servers.kafka().bootstrapServers());
    settings.put("lora-foundry.s3.endpoint", Servers.s3().endpoint());
    settings.put("lora-foundry.s3.access-key", Servers.s3().accessKey());
    settings.put("lora-foundry.s3.secret-key", Servers.s3().secretKey());
    settings.put("lora-foundry.s3.bucket", Unique.name("api"));
    settings.put("lora-foundry.access.api-token", API_TOKEN);
    settings.put("lora-foundry.access.worker-token", WORKER_TOKEN);
    settings.put("lora-foundry.models.folder", MODELS);
    settings.put("logging.level.root", "warn");
    return settings;
  }

  /** Starts a service of one's own, as the standalone does; the caller closes it. */
  public static ConfigurableApplicationContext start(Map<String, Object> settings) {
    SpringApplication application = new SpringApplication(ApiService.class);
    application.setRegisterShutdownHook(false);
    return application.run(
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("lora-foundry-test-models-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Running {
    static final ConfigurableApplicationContext CONTEXT = start(settings());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(CONTEXT::close, "end-test-api"));
    }
  }
}
