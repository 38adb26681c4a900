package dev.lorafoundry.workerprocess;

import dev.lorafoundry.messaging.work.WorkLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;

/**
 * The loops of this process: begin when all else has started, and end first, each with its work in
 * hand saved and given back.
 */
final class Loops implements SmartLifecycle {
  private final List<Supplier<WorkLoop>> starts;

  // why: whoever asks for it does not wait for loops that are ending, which may take a minute
  private volatile List<WorkLoop> running = List.of();

  Loops(List<Supplier<WorkLoop>> starts) {
    this.starts = List.copyOf(starts);
  }

  @Override
  public synchronized void start() {
    List<WorkLoop> begun = new ArrayList<>();
    try {
      starts.forEach(start -> begun.add(start.get()));
    } catch (RuntimeException e) {
      close(begun);
      throw e;
    }
    running = List.copyOf(begun);
  }

  @Override
  public synchronized void stop() {
    close(running);
    running = List.of();
  }

  @Override
  public boolean isRunning() {
    return !running.isEmpty();
  }

  /** Whether every loop takes offers or works. */
  boolean alive() {
    List<WorkLoop> loops = running;
    return !loops.isEmpty() && loops.stream().allMatch(WorkLoop::alive);
  }

  private static void close(List<WorkLoop> loops) {
    loops.parallelStream().forEach(WorkLoop::close);
  }
}
