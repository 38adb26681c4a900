package dev.lorafoundry.messaging.work;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The process whose end a worker must not outlive, where it runs as the child of one that holds its
 * servers: when that is killed, there is nobody left to end the worker, and nowhere to save to.
 */
public final class ParentProcess {
  /** Environment variable that names the parent; unset for workers that stand alone. */
  public static final String PID = "LORA_FOUNDRY_PARENT_PID";

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final int KILLED = 137;

  private ParentProcess() {}

  /** Ends this process, without ceremony, as soon as the parent is gone. */
  public static void dieWith(Map<String, String> environment) {
    String pid = environment.get(PID);
    if (pid != null) {
      Thread watch = new Thread(() -> awaitEndOf(Long.parseLong(pid)), "parent-watch");
      watch.setDaemon(true);
      watch.start();
    }
  }

  /** Looks often: {@link ProcessHandle#onExit} may notice up to five seconds late. */
  private static void awaitEndOf(long pid) {
    try {
      Optional<ProcessHandle> parent = ProcessHandle.of(pid);
      while (parent.isPresent() && parent.get().isAlive()) {
        Thread.sleep(LOOK_EVERY.toMillis());
      }
      Runtime.getRuntime().halt(KILLED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
