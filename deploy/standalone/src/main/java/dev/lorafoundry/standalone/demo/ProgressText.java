package dev.lorafoundry.standalone.demo;

import dev.lorafoundry.standalone.client.Job;
import java.util.Locale;

/** A run's progress in words and bars. */
final class ProgressText {
  private static final int BAR = 30;

  private ProgressText() {}

  /** The bar of the whole run. */
  static String whole(RunProgress progress) {
    return "[%s] %3.0f %%  previews %d of %d"
        .formatted(
            bar(progress.share()),
            100 * progress.share(),
            progress.renderedPreviews(),
            progress.expectedPreviews());
  }

  /** The line of one job. */
  static String line(JobProgress progress) {
    Job job = progress.job();
    return "  %s  %s, step %d of %d%s%s, checkpoints %d"
        .formatted(
            job.name(),
            job.state(),
            job.step(),
            job.totalSteps(),
            job.loss() == null ? "" : String.format(Locale.ROOT, ", loss %.4f", job.loss()),
            job.stepsPerSecond() == null
                ? ""
                : String.format(Locale.ROOT, ", %.1f steps/s", job.stepsPerSecond()),
            progress.checkpoints().size());
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * BAR);
    return "#".repeat(full) + "-".repeat(BAR - full);
  }
}
