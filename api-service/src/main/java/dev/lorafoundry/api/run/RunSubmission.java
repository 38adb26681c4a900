package dev.lorafoundry.api.run;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkRequest;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.TrainingJob;
import java.time.InstantSource;
import java.util.List;

/** Writes a planned run down: the run itself, its jobs, and their places in the queue. */
final class RunSubmission {
  /** Every release sets another one. */
  private static final DispatchId FIRST = new DispatchId(1);

  private final Runs runs;
  private final Jobs jobs;
  private final WorkQueue queue;
  private final Asker asker;
  private final SeedDraw seeds;
  private final InstantSource clock;

  RunSubmission(
      Runs runs, Jobs jobs, WorkQueue queue, Asker asker, SeedDraw seeds, InstantSource clock) {
    this.runs = runs;
    this.jobs = jobs;
    this.queue = queue;
    this.asker = asker;
    this.seeds = seeds;
    this.clock = clock;
  }

  /** To be called in a transaction. */
  RunId submit(RunRequest request, RunPlan plan, SnapshotReference snapshot) {
    Run run =
        new Run(
            RunId.random(),
            request.version(),
            plan.baseModel().reference().id(),
            plan.settings(),
            request.zip(),
            seeds.finalSeeds(plan.preview()),
            request.previewAfterTraining(),
            plan.priority(),
            plan.notes(),
            plan.keep(),
            plan.halving(),
            clock.instant(),
            asker.personId().orElse(null));
    runs.add(run);
    plan.jobs().forEach(job -> submit(run, plan, job, snapshot));
    return run.id();
  }

  private void submit(Run run, RunPlan plan, PlannedJob planned, SnapshotReference snapshot) {
    Job job = Job.submitted(ticket(run, planned, snapshot));
    jobs.add(job);
    TrainingJob message = message(run, plan, job.ticket(), planned.loras(), snapshot);
    queue.submit(new WorkRequest(job.work(), Team.DEFAULT, run.priority(), message));
  }

  private static JobTicket ticket(Run run, PlannedJob planned, SnapshotReference snapshot) {
    return new JobTicket(
        JobId.random(),
        run.id(),
        run.version(),
        planned.name(),
        planned.baseModel(),
        snapshot.key(),
        planned.settings(),
        run.priority(),
        planned.length().totalSteps(),
        run.createdAt(),
        run.owner());
  }

  private static TrainingJob message(
      Run run,
      RunPlan plan,
      JobTicket ticket,
      List<LoraReference> loras,
      SnapshotReference snapshot) {
    return new TrainingJob(
        ticket.id(),
        FIRST,
        run.id(),
        plan.version().projectName(),
        plan.version().name(),
        ticket.name(),
        OutputName.of(plan.version()),
        ticket.baseModel(),
        snapshot,
        ticket.settings(),
        run.createdAt(),
        loras);
  }
}
