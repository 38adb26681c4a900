package dev.lorafoundry.standalone.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs programs until it is closed; one that dies is started again. */
public final class Supervisor implements AutoCloseable {
  private final List<Keeper> keepers;
  private final Duration grace;

  private Supervisor(List<Keeper> keepers, Duration grace) {
    this.keepers = keepers;
    this.grace = grace;
  }

  /**
   * Starts the programs.
   *
   * @param grace time to end in, before the end is enforced
   * @param trouble hears a sentence for people whenever a program died
   */
  public static Supervisor start(
      List<Program> programs, Backoff backoff, Duration grace, Consumer<String> trouble) {
    List<Keeper> keepers =
        programs.stream().map(program -> new Keeper(program, backoff, trouble)).toList();
    keepers.forEach(Keeper::start);
    return new Supervisor(keepers, grace);
  }

  /** What happened last to a program that dies again and again. */
  public Optional<String> hopeless() {
    return keepers.stream().flatMap(keeper -> keeper.hopeless().stream()).findFirst();
  }

  /** Ends all programs, all at the same time. */
  @Override
  public void close() {
    keepers.forEach(Keeper::askToEnd);
    keepers.forEach(keeper -> keeper.end(grace));
  }
}
