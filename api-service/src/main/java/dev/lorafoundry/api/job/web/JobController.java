package dev.lorafoundry.api.job.web;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobFilter;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.JobView;
import dev.lorafoundry.api.job.JobViews;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.api.job.Validation;
import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs to look at: where they stand, how they got there, how their training goes. */
@Tag(name = "Jobs")
@RestController
@RequestMapping("/api/v1/jobs")
final class JobController {
  private static final int MOST_POINTS = 20_000;

  private final Jobs jobs;
  private final Metrics metrics;
  private final Chronicle chronicle;
  private final JobViews views;

  JobController(Jobs jobs, Metrics metrics, Chronicle chronicle, JobViews views) {
    this.jobs = jobs;
    this.metrics = metrics;
    this.chronicle = chronicle;
    this.views = views;
  }

  /** Newest run first, each run in the order of its grid. */
  @Operation(summary = "List jobs, newest run first")
  @GetMapping
  Page<JobView> list(
      @RequestParam(required = false) @Nullable UUID version,
      @RequestParam(required = false) @Nullable UUID run,
      @RequestParam(required = false) @Nullable UUID owner,
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    JobFilter filter =
        new JobFilter(
            version == null ? null : new VersionId(version),
            run == null ? null : new RunId(run),
            owner == null ? null : new PersonId(owner),
            StateNames.parse(state));
    List<JobView> found = views.all(jobs.list(filter, paging.offset(), paging.size()));
    return Page.of(found, paging, jobs.count(filter));
  }

  @Operation(summary = "Show a job and how far it is")
  @GetMapping("/{id}")
  JobView detail(@PathVariable UUID id) {
    return views.of(find(id));
  }

  /** Every change of its state, oldest first. */
  @Operation(summary = "List every change of a job's state, oldest first")
  @GetMapping("/{id}/history")
  Page<HistoryLine> history(@PathVariable UUID id) {
    return Page.whole(chronicle.history(find(id).work()).stream().map(HistoryLine::of).toList());
  }

  /** Loss and learning rate of the steps after one. */
  @Operation(
      summary = "List loss and learning rate of the steps after one",
      description =
          "At most 20,000 steps in one answer, while total counts all that come after the one asked"
              + " for: ask again after the last step that was given.")
  @GetMapping("/{id}/metrics")
  Page<Point> metrics(@PathVariable UUID id, @RequestParam(defaultValue = "0") long after) {
    JobId job = find(id).id();
    return Page.of(
        metrics.after(job, after, MOST_POINTS),
        new Paging(0, MOST_POINTS),
        metrics.countAfter(job, after));
  }

  /** Loss of the same pictures, noise and timesteps after epochs, where its run asks for that. */
  @Operation(summary = "List the validation losses of a job, by epoch")
  @GetMapping("/{id}/validation")
  Page<Validation> validation(@PathVariable UUID id) {
    return Page.whole(metrics.validations(find(id).id()));
  }

  private Job find(UUID id) {
    JobId job = new JobId(id);
    return jobs.find(job).orElseThrow(() -> new JobNotFound(job));
  }
}
