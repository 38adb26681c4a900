package dev.lorafoundry.standalone;

import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.process.Backoff;
import dev.lorafoundry.standalone.process.Supervisor;
import dev.lorafoundry.testkit.server.Ports;
import dev.lorafoundry.testkit.server.ServerDidNotStart;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** The running system: servers, API and workers. */
final class Foundry {
  /** Longer than a worker needs to save and give its work back. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  private final StateFolder state;
  private final URI address;
  private final FoundryClient client;
  private final PrintStream out;

  private Foundry(StateFolder state, URI address, FoundryClient client, PrintStream out) {
    this.state = state;
    this.address = address;
    this.client = client;
    this.out = out;
  }

  /**
   * Starts all parts; each is ended with the ending.
   *
   * @throws StartRefused if something stands in the way
   */
  static Foundry start(Options options, Ending ending, PrintStream out) {
    Instant start = Instant.now();
    Workers.requirePresent();
    StateFolder state = ending.add("the state folder", StateFolder.open(options.state()));
    out.println("LoRA Foundry starts. Everything is kept in " + state.root());
    requireFree(options);
    Secrets secrets = Secrets.in(state.secrets());
    StarterModelFile.putInto(state.models());
    Servers servers = Servers.start(state, options.ports(), secrets, ending);
    out.println("PostgreSQL, Kafka and the S3 server run" + after(start));
    ApiInProcess api = ending.add("the API", ApiInProcess.start(options, state, secrets, servers));
    out.println("The API runs" + after(start));
    URI address = URI.create("http://" + reachable(options.host()) + ":" + api.port());
    ending.add(
        "the workers",
        Supervisor.start(
            new Workers(options, state, secrets, servers, address).programs(),
            Backoff.DEFAULT,
            GRACE,
            out::println));
    FoundryClient client = new FoundryClient(address, secrets.apiToken());
    StarterModelFile.register(client);
    out.println("Workers and base model are there" + after(start));
    return new Foundry(state, address, client, out);
  }

  private static void requireFree(Options options) {
    try {
      Ports.claim("The page", options.port());
    } catch (ServerDidNotStart e) {
      throw new StartRefused(e.getMessage() + " Options: --port N.", e);
    }
  }

  private static String reachable(String host) {
    return EVERY_ADDRESS.contains(host) ? "127.0.0.1" : host;
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

  /** Address of the page. */
  URI address() {
    return address;
  }

  /** Says where the page is, with a link that signs one person in. */
  void sayWhere() {
    out.println();
    out.println("Page and API: " + address);
    out.println("Sign in, once: " + client.signInLink());
  }
}
