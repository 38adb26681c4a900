package dev.lorafoundry.standalone.demo;

import java.util.List;

/**
 * How far a run is.
 *
 * @param expectedPreviews grids that there will be when all goes well
 */
record RunProgress(List<JobProgress> jobs, int expectedPreviews) {
  /** Part of the whole that training is, by experience; the rest is rendering. */
  private static final double TRAINING = 0.8;

  RunProgress {
    jobs = List.copyOf(jobs);
  }

  /** From 0 to 1. */
  double share() {
    return TRAINING * trained() + (1 - TRAINING) * rendered();
  }

  long renderedPreviews() {
    return jobs.stream()
        .flatMap(job -> job.allPreviews().stream())
        .filter(preview -> preview.state().ended())
        .count();
  }

  boolean ended() {
    return jobs.stream().allMatch(JobProgress::ended);
  }

  /** Whether every job has checkpoints and ended as it should, with its previews. */
  boolean ok() {
    return !jobs.isEmpty()
        && jobs.stream().allMatch(job -> job.complaint() == null && !job.checkpoints().isEmpty());
  }

  private double trained() {
    double done = jobs.stream().mapToLong(job -> job.job().step()).sum();
    double all = jobs.stream().mapToLong(job -> job.job().totalSteps()).sum();
    return all == 0 ? 0 : done / all;
  }

  private double rendered() {
    return expectedPreviews == 0 ? 1 : Math.min(1, (double) renderedPreviews() / expectedPreviews);
  }
}
