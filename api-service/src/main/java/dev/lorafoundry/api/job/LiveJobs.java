package dev.lorafoundry.api.job;

import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.JobId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Shows jobs to live pages. */
final class LiveJobs implements LiveSource {
  private final Jobs jobs;
  private final InstantSource clock;

  LiveJobs(Jobs jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public LiveTopic topic() {
    return LiveTopic.JOB;
  }

  @Override
  public Optional<Object> show(UUID subject) {
    return jobs.find(new JobId(subject)).map(job -> JobView.of(job, clock.instant()));
  }
}
