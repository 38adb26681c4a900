package dev.lorafoundry.api.job;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.function.UnaryOperator;

/** Books in the jobs what becomes of trainings. */
final class JobListener implements WorkListener {
  private final Jobs jobs;
  private final Metrics metrics;
  private final JobLogs logs;
  private final LiveEvents live;

  JobListener(Jobs jobs, Metrics metrics, JobLogs logs, LiveEvents live) {
    this.jobs = jobs;
    this.metrics = metrics;
    this.logs = logs;
    this.live = live;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public void changed(WorkChanged change) {
    update(change.work(), job -> job.after(change));
  }

  @Override
  public void told(WorkEvent event) {
    if (event instanceof TrainingEvent said) {
      keep(said);
      update(said.work(), job -> job.after(said));
    }
  }

  private void keep(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      metrics.forgetAfter(started.job(), started.firstStep());
    } else if (event instanceof TrainingEvent.Progressed progressed) {
      metrics.add(progressed.job(), progressed.epoch(), progressed.points());
    } else if (event instanceof TrainingEvent.Validated validated) {
      metrics.add(validated.job(), validated.epoch(), Validation.of(validated));
    } else if (event instanceof TrainingEvent.Logged logged) {
      logs.append(logged.job(), logged.header(), logged.lines());
    }
  }

  private void update(WorkId work, UnaryOperator<Job> change) {
    JobId id = new JobId(work.value());
    Job job = jobs.find(id).orElseThrow(() -> new JobNotFound(id));
    Job changed = change.apply(job);
    if (!changed.equals(job)) {
      jobs.save(changed);
      live.changed(LiveTopic.JOB, id.value(), job.ticket().version(), job.ticket().run());
    }
  }
}
