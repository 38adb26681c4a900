package dev.lorafoundry.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param state folder of everything that outlives the process
 * @param host address that the page listens on
 * @param port of the page and the API
 * @param ports of the servers behind; 0 for any free one
 * @param threads of each of the two workers
 * @param heap of each worker's JVM, as {@code -Xmx} takes it
 * @param exit leave when the demo has ended
 */
record Options(
    Action action,
    Path state,
    String host,
    int port,
    ServerPorts ports,
    int threads,
    String heap,
    boolean exit) {
  static final String HELP =
      """
      LoRA Foundry on one machine.

      java -jar lora-foundry.jar          start it: page and API at http://127.0.0.1:8080
      java -jar lora-foundry.jar demo     start it, train a sample grid through its API, show the results

        --state DIR          folder for everything that is kept (default .lora-foundry)
        --host ADDRESS       address that the page listens on (default 127.0.0.1, this machine only)
        --port N             port of the page and the API (default 8080; 0 takes a free one)
        --postgres-port N    port of PostgreSQL, --kafka-port N of Kafka, --s3-port N of the S3 server
                             (default: free ones; they listen on this machine only)
        --threads N          processor threads of each worker (default: half of all)
        --heap SIZE          Java heap of each worker, such as 768m (the default) or 2g
        --exit               leave when the demo has ended; so does LORA_FOUNDRY_EXIT=1
        --help               this text

      libtorch (430 MB) is unpacked below the state folder; where the environment has DJL_CACHE_DIR, in that
      folder instead, which several state folders may share.

      Ctrl-C ends it. The next start on the same folder finds everything again.
      """;

  private static final Set<String> YES = Set.of("1", "true", "yes");

  /** Ports of the servers that only this machine sees. */
  record ServerPorts(int postgres, int kafka, int s3) {}

  enum Action {
    SERVE,
    DEMO,
    HELP
  }

  /**
   * @throws StartRefused naming the argument that is not understood
   */
  static Options of(String[] arguments, Map<String, String> environment) {
    boolean exit = YES.contains(environment.getOrDefault("LORA_FOUNDRY_EXIT", ""));
    return new Reader(arguments, exit).read();
  }

  private static final class Reader {
    private final Deque<String> rest;
    private Action action = Action.SERVE;
    private Path state = Path.of(".lora-foundry");
    private String host = "127.0.0.1";
    private int port = 8080;
    private int postgresPort;
    private int kafkaPort;
    private int s3Port;
    // why: a training and a rendering share the cores; with more threads they wait for each other
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private String heap = "768m";
    private boolean exit;

    Reader(String[] arguments, boolean exit) {
      this.rest = new ArrayDeque<>(Arrays.asList(arguments));
      this.exit = exit;
    }

    Options read() {
      while (!rest.isEmpty()) {
        take(rest.pop());
      }
      requireDifferentPorts();
      return new Options(
          action,
          state.toAbsolutePath().normalize(),
          host,
          port,
          new ServerPorts(postgresPort, kafkaPort, s3Port),
          threads,
          heap,
          exit);
    }

    private void take(String argument) {
      switch (argument) {
        case "demo" -> action = Action.DEMO;
        case "--help", "-h" -> action = Action.HELP;
        case "--exit" -> exit = true;
        case "--state" -> state = path(argument);
        case "--host" -> host = value(argument);
        case "--port" -> port = port(argument);
        case "--postgres-port" -> postgresPort = port(argument);
        case "--kafka-port" -> kafkaPort = port(argument);
        case "--s3-port" -> s3Port = port(argument);
        case "--threads" -> threads = number(argument, 1, 1024);
        case "--heap" -> heap = size(argument);
        default ->
            throw new StartRefused(
                "'" + argument + "' is not understood. --help lists what may be asked for.");
      }
    }

    private String value(String option) {
      if (rest.isEmpty()) {
        throw new StartRefused(option + " needs a value. --help shows which.");
      }
      return rest.pop();
    }

    private Path path(String option) {
      String text = value(option);
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new StartRefused(option + " '" + text + "' is no path: " + e.getReason(), e);
      }
    }

    private int port(String option) {
      return number(option, 0, 65_535);
    }

    private void requireDifferentPorts() {
      Map<Integer, String> taken = new HashMap<>();
      claim(taken, "--port", port);
      claim(taken, "--postgres-port", postgresPort);
      claim(taken, "--kafka-port", kafkaPort);
      claim(taken, "--s3-port", s3Port);
    }

    private static void claim(Map<Integer, String> taken, String option, int port) {
      String other = port == 0 ? null : taken.putIfAbsent(port, option);
      if (other != null) {
        throw new StartRefused(
            "%s and %s are both %d: give each a port of its own, or 0 for any free one"
                .formatted(other, option, port));
      }
    }

    private int number(String option, int least, int most) {
      String text = value(option);
      if (!text.matches("[0-9]{1,6}")
          || Integer.parseInt(text) < least
          || Integer.parseInt(text) > most) {
        throw new StartRefused(
            "%s '%s' is not allowed: a whole number from %d to %d"
                .formatted(option, text, least, most));
      }
      return Integer.parseInt(text);
    }

    private String size(String option) {
      String text = value(option);
      if (!text.matches("[1-9][0-9]{0,5}[mMgG]")) {
        throw new StartRefused(
            option + " '" + text + "' is not allowed: a size such as 768m or 2g");
      }
      return text;
    }
  }
}
