package dev.lorafoundry.e2e;

import dev.lorafoundry.standalone.client.FoundryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one system that all tests here share. It is started as a newcomer does, with the demo, which
 * ends it; then again on the same state folder, for all that follows.
 */
final class Foundry {
  private static final Path HOME = Path.of("target", "e2e").toAbsolutePath();
  private static final Path STATE = HOME.resolve("state");
  private static final Duration DEMO_LIMIT = Duration.ofMinutes(20);

  private static boolean tried;
  private static Foundry shared;

  private final int demoExit;
  private final String demoOutput;
  private final Family demoFamily;
  private int starts;
  private FoundryProcess process;

  private Foundry(int demoExit, String demoOutput, Family demoFamily) throws IOException {
    this.demoExit = demoExit;
    this.demoOutput = demoOutput;
    this.demoFamily = demoFamily;
    startAgain();
  }

  static synchronized Foundry shared() throws IOException, InterruptedException {
    if (shared == null) {
      if (tried) {
        throw new AssertionError(
            "the system did not start; the first test that needed it says why");
      }
      tried = true;
      shared = afterDemo();
    }
    return shared;
  }

  private static Foundry afterDemo() throws IOException, InterruptedException {
    delete(HOME);
    Files.createDirectories(HOME);
    FoundryProcess demo =
        FoundryProcess.start(
            STATE, HOME.resolve("demo.txt"), Map.of("LORA_FOUNDRY_EXIT", "1"), "demo");
    try (Family family = Family.watch(demo)) {
      int exit = demo.awaitExit(DEMO_LIMIT);
      return new Foundry(exit, demo.output(), family);
    }
  }

  int demoExit() {
    return demoExit;
  }

  String demoOutput() {
    return demoOutput;
  }

  /** All processes that were seen while the demo ran. */
  Family demoFamily() {
    return demoFamily;
  }

  JsonNode demoResult() {
    return new JsonMapper().readTree(STATE.resolve("demo-result.json").toFile());
  }

  /** Where the sample pictures lie. */
  Path sample() {
    return STATE.resolve("demo").resolve("sample");
  }

  Path state() {
    return STATE;
  }

  FoundryProcess process() {
    return process;
  }

  FoundryClient client() {
    return process.client();
  }

  /** Starts it on the same state folder, after its end. */
  void startAgain() throws IOException {
    starts++;
    process = FoundryProcess.start(STATE, HOME.resolve("start-" + starts + ".txt")).awaitUp();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
