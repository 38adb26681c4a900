package dev.lorafoundry.api.loratask;

import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkRequest;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import java.time.InstantSource;
import org.springframework.transaction.support.TransactionOperations;

/** Where LoRA tasks are asked for, and cancelled. */
public final class LoraTaskDesk {
  /** Every release sets another one. */
  private static final DispatchId FIRST = new DispatchId(1);

  private final LoraTasks tasks;
  private final LoraTaskChecks checks;
  private final OpenVersions open;
  private final WorkQueue queue;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  LoraTaskDesk(
      LoraTasks tasks,
      LoraTaskChecks checks,
      OpenVersions open,
      WorkQueue queue,
      TransactionOperations transactions,
      InstantSource clock) {
    this.tasks = tasks;
    this.checks = checks;
    this.open = open;
    this.queue = queue;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Queues a task; what it makes will be a checkpoint of the version.
   *
   * @throws dev.lorafoundry.api.project.VersionArchived if the version takes no new jobs
   * @throws InvalidSettings with every problem
   */
  public LoraTask ask(VersionId version, LoraTaskForm form) {
    return transactions.execute(
        status -> {
          open.require(version);
          LoraTaskChecks.Plan plan = checks.check(form);
          LoraTask task =
              LoraTask.asked(
                  new LoraTask.Ticket(
                      LoraTaskId.random(),
                      version,
                      plan.name(),
                      plan.sources(),
                      plan.settings(),
                      clock.instant()));
          tasks.add(task);
          queue.submit(
              new WorkRequest(task.work(), Team.DEFAULT, Priority.NORMAL, message(task.ticket())));
          return task;
        });
  }

  private static LoraTaskJob message(LoraTask.Ticket ticket) {
    return new LoraTaskJob(
        ticket.id(), FIRST, ticket.version(), ticket.name(), ticket.sources(), ticket.settings());
  }

  /**
   * Ends a task; one under way stops at its next module.
   *
   * @throws LoraTaskNotFound if there is no such task
   * @throws TransitionRefused if it has ended or is being cancelled
   */
  public LoraTask cancel(LoraTaskId id, String reason) {
    var unused = queue.cancel(find(id).work(), reason);
    return find(id);
  }

  /**
   * @throws LoraTaskNotFound if there is no such task
   */
  public LoraTask find(LoraTaskId id) {
    return tasks.find(id).orElseThrow(() -> new LoraTaskNotFound(id));
  }
}
