package dev.lorafoundry.standalone.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one program running. */
final class Keeper {
  private static final Logger log = LoggerFactory.getLogger(Keeper.class);

  private final Program program;
  private final Backoff backoff;
  private final Consumer<String> trouble;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Process process;
  private volatile @Nullable String hopeless;

  Keeper(Program program, Backoff backoff, Consumer<String> trouble) {
    this.program = program;
    this.backoff = backoff;
    this.trouble = trouble;
    this.thread = new Thread(this::keep, "keep-" + program.name());
  }

  void start() {
    thread.start();
  }

  /** Asks the process to end (SIGTERM); no other is started. */
  synchronized void askToEnd() {
    ending.countDown();
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits for the end, and enforces it (SIGKILL) after the grace or when interrupted. */
  void end(Duration grace) {
    try {
      thread.join(grace.toMillis());
      if (thread.isAlive()) {
        log.warn("{} did not end within {}: it is killed", program.name(), grace);
        kill();
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  private synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void keep() {
    int deaths = 0;
    try {
      while (!isEnding()) {
        Instant start = Instant.now();
        String end = runOnce();
        if (isEnding()) {
          return;
        }
        deaths = backoff.deaths(deaths, Duration.between(start, Instant.now()));
        Duration wait = backoff.wait(deaths);
        String text = tell(end, wait);
        hopeless = backoff.isHopeless(deaths) ? text : null;
        ending.await(wait.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs the program to its end and says how that was. */
  private String runOnce() throws InterruptedException {
    try {
      Process started = launch();
      return started == null ? "was not started" : "ended with exit code " + started.waitFor();
    } catch (IOException e) {
      return "did not start: " + e.getMessage();
    }
  }

  private synchronized @Nullable Process launch() throws IOException {
    if (isEnding()) {
      return null;
    }
    process = program.start();
    log.info("{} is process {}", program.name(), process.pid());
    return process;
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  /** What happened last, if the program dies again and again. */
  Optional<String> hopeless() {
    return Optional.ofNullable(hopeless);
  }

  private String tell(String end, Duration wait) {
    String text =
        "%s %s; it is started again in %d s. Its log: %s"
            .formatted(program.name(), end, wait.toSeconds(), program.log());
    log.warn(text);
    trouble.accept(text);
    return text;
  }
}
