package dev.lorafoundry.workerprocess;

import dev.lorafoundry.messaging.work.WorkLoop;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;

/**
 * The loops of this process: begin when all else has started, and end first, each with its work in
 * hand saved and given back.
 */
final class Loops implements SmartLifecycle {
  private final List<Supplier<WorkLoop>> starts;
  private List<WorkLoop> running = List.of();

  Loops(List<Supplier<WorkLoop>> starts) {
    this.starts = List.copyOf(starts);
  }

  @Override
  public synchronized void start() {
    running = starts.stream().map(Supplier::get).toList();
  }

  @Override
  public synchronized void stop() {
    running.parallelStream().forEach(WorkLoop::close);
    running = List.of();
  }

  @Override
  public synchronized boolean isRunning() {
    return !running.isEmpty();
  }

  /** Whether every loop takes offers or works. */
  synchronized boolean alive() {
    return isRunning() && running.stream().allMatch(WorkLoop::alive);
  }
}
