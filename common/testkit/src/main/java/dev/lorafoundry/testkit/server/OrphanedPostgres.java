package dev.lorafoundry.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the PostgreSQL that a killed process left running on a data folder. Its pid file goes only
 * when no process uses the folder any more: two servers on one folder would destroy it.
 */
final class OrphanedPostgres {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private OrphanedPostgres() {}

  /**
   * @throws ServerDidNotStart if the process lives on, or if nobody can say what it is
   */
  static void endIn(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    runningIn(pidFile).ifPresent(process -> end(process, data));
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new ServerDidNotStart("PostgreSQL's " + pidFile + " can't be removed: " + e, e);
    }
  }

  /** The process that the file names, unless its number belongs to another by now. */
  private static Optional<ProcessHandle> runningIn(Path pidFile) {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
      return ProcessHandle.of(pid).filter(process -> mayBePostgres(process, pidFile));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty(); // why: PostgreSQL died while it wrote the file
    } catch (IOException e) {
      throw new ServerDidNotStart("PostgreSQL's " + pidFile + " can't be read: " + e, e);
    }
  }

  private static boolean mayBePostgres(ProcessHandle process, Path pidFile) {
    if (isGone(process)) {
      return false;
    }
    Optional<String> command = process.info().command();
    if (command.isEmpty() && isOurs(process)) {
      throw new ServerDidNotStart(
          "%s names process %d, which runs and can't be recognised. End it, or remove the file if it is no PostgreSQL."
              .formatted(pidFile, process.pid()));
    }
    return command.map(OrphanedPostgres::isPostgres).orElse(false);
  }

  /** Linux says so of a program whose file was removed since its start. */
  static boolean isPostgres(String command) {
    return command.replaceFirst(" \\(deleted\\)$", "").endsWith("/postgres");
  }

  private static boolean isOurs(ProcessHandle process) {
    return process.info().user().equals(ProcessHandle.current().info().user());
  }

  private static void end(ProcessHandle process, Path data) {
    process.destroy();
    if (!isGoneSoon(process)) {
      process.destroyForcibly();
      if (!isGoneSoon(process)) {
        throw new ServerDidNotStart(
            "PostgreSQL of an earlier start still runs on %s as process %d and does not end. End it first."
                .formatted(data, process.pid()));
      }
    }
  }

  private static boolean isGoneSoon(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return isGone(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerDidNotStart("Interrupted while PostgreSQL of an earlier start ends", e);
    }
  }

  /**
   * Also one that has ended and that nobody has asked for its exit code: where PID 1 is careless.
   */
  private static boolean isGone(ProcessHandle process) {
    return !process.isAlive() || isZombie(Path.of("/proc", Long.toString(process.pid()), "stat"));
  }

  /** The state follows the name, which stands in parentheses and may hold some itself. */
  static boolean isZombie(Path stat) {
    try {
      String text = Files.readString(stat);
      return text.startsWith(") Z", text.lastIndexOf(')'));
    } catch (IOException e) {
      return false;
    }
  }
}
