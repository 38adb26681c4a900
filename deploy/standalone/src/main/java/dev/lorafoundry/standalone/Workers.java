package dev.lorafoundry.standalone;

import dev.lorafoundry.standalone.process.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.system.ApplicationHome;

/** What the workers are told: all by their environment, which other users can't read. */
final class Workers {
  /** Longest that a worker takes to save and give its work back when it is asked to end. */
  private static final Duration DRAIN = Duration.ofSeconds(60);

  /** Until it ends by itself after that, and until its end is enforced. */
  private static final Duration LAST_STEPS = Duration.ofSeconds(15);

  static final Duration GRACE = DRAIN.plus(LAST_STEPS).plus(LAST_STEPS);

  /** Where DJL unpacks libtorch to. */
  private static final String LIBTORCH = "DJL_CACHE_DIR";

  private static final List<String> NAMES = List.of("worker-gpu", "preview-worker");

  private final Options options;
  private final StateFolder state;
  private final Secrets secrets;
  private final Servers servers;
  private final URI api;

  Workers(Options options, StateFolder state, Secrets secrets, Servers servers, URI api) {
    this.options = options;
    this.state = state;
    this.secrets = secrets;
    this.servers = servers;
    this.api = api;
  }

  /**
   * The training worker and the preview worker.
   *
   * @param inherited environment of this process
   */
  List<Program> programs(Map<String, String> inherited) {
    return NAMES.stream().map(name -> program(name, inherited)).toList();
  }

  /** The folder that this program lies in, with the workers beside it. */
  static void requirePresent() {
    for (String name : NAMES) {
      if (!Files.isRegularFile(jar(name))) {
        throw new StartRefused(
            "%s is missing. Build it (mvn -DskipTests package) and start lora-foundry.jar from the folder deploy/standalone/target/lora-foundry, or copy that folder as a whole."
                .formatted(jar(name)));
      }
    }
  }

  private static Path jar(String name) {
    return new ApplicationHome(Standalone.class)
        .getDir()
        .toPath()
        .resolve("workers")
        .resolve(name + ".jar");
  }

  private Program program(String name, Map<String, String> inherited) {
    return new Program(
        name,
        jar(name),
        List.of(
            "-Xmx" + options.heap(),
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dai.djl.offline=true"),
        environment(name, inherited),
        state.log(name));
  }

  private Map<String, String> environment(String name, Map<String, String> inherited) {
    Map<String, String> settings = new HashMap<>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", "0");
    settings.put("spring.main.banner-mode", "off");
    settings.put("lora-foundry.api.url", api.toString());
    settings.put("lora-foundry.api.worker-token", secrets.workerToken());
    settings.put("lora-foundry.kafka.bootstrap-servers", servers.kafka().bootstrapServers());
    settings.put("lora-foundry.s3.endpoint", servers.s3().endpoint().toString());
    settings.put("lora-foundry.s3.access-key", secrets.s3AccessKey());
    settings.put("lora-foundry.s3.secret-key", secrets.s3SecretKey());
    settings.put("lora-foundry.worker.id", "standalone-" + name);
    settings.put("lora-foundry.worker.threads", Integer.toString(options.threads()));
    settings.put("lora-foundry.worker.drain", DRAIN.toSeconds() + "s");
    settings.put(
        "spring.lifecycle.timeout-per-shutdown-phase", DRAIN.plus(LAST_STEPS).toSeconds() + "s");
    settings.put("lora-foundry.worker.cache", state.cache(name).toString());
    Map<String, String> environment = new HashMap<>();
    settings.forEach((key, value) -> environment.put(variable(key), value));
    // why: 430 MB, which people who have several state folders may want once
    environment.put(LIBTORCH, inherited.getOrDefault(LIBTORCH, state.cache("libtorch").toString()));
    // why: glibc would keep an arena of memory for every thread
    environment.put("MALLOC_ARENA_MAX", "2");
    // why: threads of libtorch that wait must not spin where the other worker needs the cores
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    return environment;
  }

  /** The environment variable that Spring reads for a setting. */
  private static String variable(String setting) {
    return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
