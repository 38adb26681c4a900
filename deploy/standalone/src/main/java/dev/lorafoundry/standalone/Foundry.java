package dev.lorafoundry.standalone;

import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.demo.Demo;
import dev.lorafoundry.standalone.process.Backoff;
import dev.lorafoundry.standalone.process.Program;
import dev.lorafoundry.standalone.process.Supervisor;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The running system: servers, API and workers. */
final class Foundry {
  private final StateFolder state;
  private final URI address;
  private final FoundryClient client;
  private final Supervisor workers;
  private final String baseModel;

  private Foundry(
      StateFolder state, URI address, FoundryClient client, Supervisor workers, String baseModel) {
    this.state = state;
    this.address = address;
    this.client = client;
    this.workers = workers;
    this.baseModel = baseModel;
  }

  /**
   * Starts all parts; each is ended with the ending. The workers may take a moment longer.
   *
   * @throws StartRefused if something stands in the way
   */
  static Foundry start(Options options, Ending ending, PrintStream out) {
    Instant start = Instant.now();
    Workers.requirePresent();
    StateFolder state = ending.start("the state folder", () -> StateFolder.open(options.state()));
    if (options.action() == Options.Action.DEMO) {
      Demo.forgetResult(state.root());
    }
    out.println("LoRA Foundry starts. Everything is kept in " + state.root());
    Doors.requireFree(options);
    Secrets secrets = Secrets.in(state.secrets(), state.postgres());
    StarterModelFile starterModel = StarterModelFile.putInto(state.models());
    Servers servers = Servers.start(state, options.ports(), secrets, ending);
    out.println("PostgreSQL, Kafka and the S3 server run" + after(start));
    ApiInProcess api =
        ending.start("the API", () -> ApiInProcess.start(options, state, secrets, servers));
    out.println("The API runs" + after(start));
    URI address = Doors.address(options.host(), api.port());
    List<Program> programs =
        new Workers(options, state, secrets, servers, address).programs(System.getenv());
    Supervisor workers =
        ending.start(
            "the workers",
            () -> Supervisor.start(programs, Backoff.DEFAULT, Workers.GRACE, out::println));
    FoundryClient client = new FoundryClient(address, secrets.apiToken());
    String baseModel = starterModel.register(client);
    out.println("The base model is there, the workers start" + after(start));
    return new Foundry(state, address, client, workers, baseModel);
  }

  private static String after(Instant start) {
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    return String.format(Locale.ROOT, " (%.1f s)", seconds);
  }

  StateFolder state() {
    return state;
  }

  FoundryClient client() {
    return client;
  }

  /** Name of the base model that came with the system. */
  String baseModel() {
    return baseModel;
  }

  /** What happened last to a worker that dies again and again. */
  Optional<String> hopelessWorker() {
    return workers.hopeless();
  }

  /** Address of the page. */
  URI address() {
    return address;
  }

  /** Says where the page is, with a link that signs one person in. */
  void sayWhere(PrintStream out) {
    out.println();
    out.println("Page and API: " + address);
    out.println("Sign in, once: " + client.signInLink());
  }
}
