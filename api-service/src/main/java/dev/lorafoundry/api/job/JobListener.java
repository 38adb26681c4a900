package dev.lorafoundry.api.job;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;
import java.util.function.UnaryOperator;

/** Books in the jobs what becomes of trainings. */
final class JobListener implements WorkListener {
  private final Jobs jobs;
  private final Metrics metrics;
  private final JobLogs logs;
  private final JobAttempts attempts;
  private final LiveEvents live;

  JobListener(Jobs jobs, Metrics metrics, JobLogs logs, JobAttempts attempts, LiveEvents live) {
    this.jobs = jobs;
    this.metrics = metrics;
    this.logs = logs;
    this.attempts = attempts;
    this.live = live;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public void changed(WorkChanged change) {
    if (change.transition() == Transition.LOSE || change.transition() == Transition.GIVE_UP) {
      LeaseEpoch lost = new LeaseEpoch(change.epoch());
      logs.append(job(change.work()), lost, change.at(), LogLevel.ERROR, List.of(change.reason()));
    }
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
      attempts.began(
          started.job(),
          AttemptCourse.began(started.epoch(), started.firstStep(), started.stepsPerEpoch()));
    } else if (event instanceof TrainingEvent.Progressed progressed) {
      metrics.add(progressed.job(), progressed.epoch(), progressed.points());
      attempts.reached(progressed.job(), progressed.epoch(), progressed.step());
    } else if (event instanceof TrainingEvent.Validated validated) {
      metrics.add(validated.job(), validated.epoch(), Validation.of(validated));
    } else if (event instanceof TrainingEvent.Logged logged) {
      log(logged, logged.level(), logged.lines());
    } else if (event instanceof TrainingEvent.Failed failed) {
      attempts.failed(failed.job(), failed.epoch(), failed.kind());
      log(failed, LogLevel.ERROR, List.of(failed.message()));
    }
  }

  /** Pages with an open log fetch what is new, though nothing of the job itself has changed. */
  private void log(TrainingEvent event, LogLevel level, List<String> lines) {
    logs.append(event.job(), event.header(), level, lines);
    tell(find(event.job()));
  }

  private void update(WorkId work, UnaryOperator<Job> change) {
    Job job = find(job(work));
    Job changed = change.apply(job);
    if (!changed.equals(job)) {
      jobs.save(changed);
      tell(job);
    }
  }

  private void tell(Job job) {
    live.changed(LiveTopic.JOB, job.id().value(), job.ticket().version(), job.ticket().run());
  }

  private Job find(JobId id) {
    return jobs.find(id).orElseThrow(() -> new JobNotFound(id));
  }

  private static JobId job(WorkId work) {
    return new JobId(work.value());
  }
}
