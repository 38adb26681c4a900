package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import java.util.List;

/** What attempts at trainings said of themselves. */
public interface JobAttempts {
  /** An attempt's first step is about to be taken. */
  void began(JobId job, AttemptCourse course);

  /** An attempt that has begun has done so many steps, those of earlier ones included. */
  void reached(JobId job, LeaseEpoch attempt, long step);

  /** An attempt failed, maybe before its first step. */
  void failed(JobId job, LeaseEpoch attempt, FailureKind failure);

  /** Those that said something, oldest first. */
  List<AttemptCourse> of(JobId job);
}
