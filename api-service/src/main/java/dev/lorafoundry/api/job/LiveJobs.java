package dev.lorafoundry.api.job;

import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.JobId;
import java.util.Optional;
import java.util.UUID;

/** Shows jobs to live pages. */
final class LiveJobs implements LiveSource {
  private final Jobs jobs;
  private final JobViews views;

  LiveJobs(Jobs jobs, JobViews views) {
    this.jobs = jobs;
    this.views = views;
  }

  @Override
  public LiveTopic topic() {
    return LiveTopic.JOB;
  }

  @Override
  public Optional<Object> show(UUID subject) {
    return jobs.find(new JobId(subject)).map(views::of);
  }
}
