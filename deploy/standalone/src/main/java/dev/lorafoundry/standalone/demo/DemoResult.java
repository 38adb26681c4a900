package dev.lorafoundry.standalone.demo;

import dev.lorafoundry.standalone.client.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the demo leaves behind.
 *
 * @param ok whether every job and preview ended as it should
 * @param page the page's address
 * @param seconds from the first look for workers to the last file
 */
record DemoResult(
    boolean ok,
    String project,
    String version,
    String run,
    String page,
    double seconds,
    List<JobResult> jobs) {
  DemoResult {
    jobs = List.copyOf(jobs);
  }

  /**
   * One job.
   *
   * @param reason why it did not end well, for people
   * @param checkpoints files of the LoRA, in the order of the training
   * @param grids preview grids as PNG files, in the same order
   */
  record JobResult(
      String name,
      State state,
      @Nullable Double finalLoss,
      @Nullable Double seconds,
      @Nullable String reason,
      List<Path> checkpoints,
      List<Path> grids) {
    JobResult {
      checkpoints = List.copyOf(checkpoints);
      grids = List.copyOf(grids);
    }
  }

  /** A table for people. */
  String table() {
    int width = Math.max(3, jobs.stream().mapToInt(job -> job.name.length()).max().orElse(0));
    StringBuilder table = new StringBuilder();
    table.append(row(width, "job", "final loss", "checkpoints", "seconds", "state"));
    for (JobResult job : jobs) {
      table.append(
          row(
              width,
              job.name,
              number("%.4f", job.finalLoss),
              Integer.toString(job.checkpoints.size()),
              number("%.1f", job.seconds),
              job.state.toString()));
    }
    return table.toString();
  }

  /** A sentence for each job that did not end well. */
  List<String> complaints() {
    return jobs.stream()
        .filter(job -> job.reason != null)
        .map(job -> job.name + ": " + job.reason)
        .toList();
  }

  private static String row(
      int width, String job, String loss, String checkpoints, String seconds, String state) {
    return ("%-" + width + "s  %10s  %11s  %7s  %s%n")
        .formatted(job, loss, checkpoints, seconds, state);
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }
}
